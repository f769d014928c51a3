import type { Endpoint, Explanation, LocatedStep, Nat, Translation } from "fw-config";

import { textTable } from "./text-table.ts";

/** The entry of the configuration that decided. */
export interface DecidingRule {
  /** `policy.rules[0]` */
  readonly path: string;
  /** `FILE:LINE:COLUMN` */
  readonly place: string;
  readonly comment?: string;
}

/** What happens to a flow and why, for people. */
export function explanationText(
  flow: string,
  explanation: Explanation,
  rule: DecidingRule | undefined,
): string {
  const { verdict, host, connection, answer, nat, log, file } = explanation;
  const facts = [
    ["verdict", answer === undefined ? verdict : `${verdict} (the sender receives ${answer})`],
    ["rule", rule === undefined ? "none: no rule of the config decided" : ruleText(rule)],
    ["way", wayText(explanation)],
    ["connection", connection],
    ["NAT", natText(nat)],
    ["log", log.length === 0 ? "nothing" : log.map((prefix) => `"${prefix}"`).join(", ")],
  ];
  return [
    `${flow} on ${host}`,
    facts.map(([name = "", value]) => `${name.padEnd(10)}  ${value}`).join("\n"),
    `${file} of ${host}`,
    textTable(["line", "chain", "rule", "what it does"], explanation.path.map(stepRow)),
  ].join("\n\n");
}

function ruleText({ path, place, comment }: DecidingRule): string {
  return `${path} at ${place}${comment === undefined ? "" : ` (${comment})`}`;
}

function wayText({ inInterface, outInterface, own, local, verdict }: Explanation): string {
  // Accepted and without a way out: it goes where the announcement says.
  const open = verdict === "accept" ? "the host that announced it" : "nowhere";
  const out = local ? "this firewall" : (outInterface ?? open);
  const nowhere = own ? "this firewall" : "nowhere";
  return `${inInterface === "" ? nowhere : inInterface} → ${out}`;
}

function natText(nat: Nat | undefined): string {
  const sides = [
    nat?.source && `source ${translation(nat.source)}`,
    nat?.destination && `destination ${translation(nat.destination)}`,
  ].filter((side) => side !== undefined);
  return sides.length === 0 ? "none" : sides.join(", ");
}

function translation({ from, to }: Translation): string {
  return `${endpoint(from)} → ${endpoint(to)}`;
}

function endpoint({ address, port }: Endpoint): string {
  if (port === undefined) return address;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

function stepRow({ line, table, chain, text, verdict }: LocatedStep): readonly string[] {
  const where = chain === undefined ? "(kernel)" : `${table} ${chain}`;
  return [line === undefined ? "–" : String(line), where, text, verdict];
}
