import { isDeepStrictEqual } from "node:util";

import { render, type Model, type Node } from "../../src/index.ts";
import { compilePolicy } from "../../src/policy/evaluate.ts";
import type { Evaluation, Step } from "../../src/policy/evaluation.ts";
import { joinedGroups } from "../../src/policy/joined-groups.ts";
import type { FirewallState } from "../../src/policy/packet.ts";
import { routing } from "../../src/policy/routing.ts";
import { rulesetLines, type RulesetLine } from "../ruleset-lines.ts";
import { followUps } from "./conversations.ts";
import { expectedAnswers, expectedArrivals, isRedirect, mayStayUnanswered } from "./expected.ts";
import type { Asked, FollowUp } from "./follow-up.ts";
import type { LabCase, LabReport } from "./lab.ts";
import { ownPackets } from "./own.ts";
import type { NumberedPacket } from "./random-packet.ts";
import { aboutFirewall, letIn } from "./to-firewall.ts";

type Role = NonNullable<FirewallState["role"]>;

/** One policy with its packets, and the role of the firewall that meets them. */
export interface Trial {
  readonly number: number;
  readonly model: Model;
  readonly role: Role;
  readonly packets: readonly NumberedPacket[];
}

function firewallOf(model: Model): Node {
  const node = model.nodes.find((entry) => entry.kind === "firewall");
  if (node === undefined) throw new TypeError("a model has firewalls");
  return node;
}

function artifact(model: Model, path: string): string {
  const host = firewallOf(model).name;
  const found = render(model).find((entry) => entry.host === host && entry.path === path);
  if (found === undefined) throw new TypeError(`no artifact ${path}`);
  return found.content;
}

function askedOf({ model, role }: Trial): Asked {
  const locate = routing(model, firewallOf(model), role);
  return { evaluate: compilePolicy(model, { role }), locate };
}

/** What follows the first packets, when all have been sent. */
export function laterPackets(trial: Trial): readonly FollowUp[] {
  const { model, role, packets } = trial;
  const asked = askedOf(trial);
  const vips = role === "primary" ? model.ha.vips.map((vip) => vip.address) : [];
  return [
    ...followUps(packets, asked),
    ...aboutFirewall(packets, asked),
    ...ownPackets(firewallOf(model), vips, packets, asked),
  ];
}

/** What the lab builds for a trial: the rendered files, and addresses as the daemons would set them. */
export function labCase(trial: Trial): LabCase {
  const { model, role, packets } = trial;
  const node = firewallOf(model);
  const interfaces = node.interfaces.map(({ name, addresses }) => {
    const vips = model.ha.vips.filter((vip) => role === "primary" && vip.interface === name);
    return {
      name,
      addresses: [...addresses, ...vips.map((vip) => `${vip.address}/${vip.prefix}`)],
    };
  });
  const groups = [...joinedGroups(model)].map((entry) => {
    const [name = "", group = ""] = entry.split(" ");
    return { group, interface: name };
  });
  const listens = letIn(packets, askedOf(trial)).flatMap(({ protocol, destinationPort }) =>
    protocol === 6 ? destinationPort : [],
  );
  return {
    interfaces,
    routes: node.routes,
    groups,
    sysctls: artifact(model, "/etc/sysctl.d/60-fw.conf"),
    ruleset: artifact(model, "/etc/nftables.conf"),
    listens: [...new Set(listens)],
    packets: [...packets, ...laterPackets(trial).map(({ packet }) => packet)],
  };
}

function hits(evaluations: readonly Evaluation[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const key = (step: Step): string => `${step.table} ${step.chain} ${step.text}`;
  for (const step of evaluations.flatMap((evaluation) => evaluation.path)) {
    counts.set(key(step), (counts.get(key(step)) ?? 0) + 1);
  }
  return counts;
}

/** The firewall's own packets run through these, too. */
const sharedChains: ReadonlySet<string> = new Set(["firewall untracked-out", "nat postrouting"]);

/** A line with what the kernel counted there; null for a line without a counter. */
type CountedLine = RulesetLine & { readonly counted: number | null | undefined };

function countedLines(ruleset: string, counters: LabReport["counters"]): readonly CountedLine[] {
  const positions = new Map<string, number>();
  return rulesetLines(ruleset).flatMap((line) => {
    const place = `${line.table} ${line.chain}`;
    if (line.kind === "hook" || sharedChains.has(place)) return [];
    const position = positions.get(place) ?? 0;
    positions.set(place, position + 1);
    // The first counts the answers of the firewall to itself, the other what its map does not have.
    if (/^iifname "lo"|map @expected_v[46]/u.test(line.text)) return [];
    return [{ ...line, counted: counters[place]?.[position] }];
  });
}

/** Lines whose counter differs from how often the paths name them; equal lines count together. */
function counterDisagreements(
  ruleset: string,
  evaluations: readonly Evaluation[],
  counters: LabReport["counters"],
): readonly string[] {
  const lines = countedLines(ruleset, counters);
  const missing = lines.filter(({ counted }) => counted === undefined);
  const sums = new Map<string, number>();
  for (const { table, chain, text, counted } of lines) {
    const key = `${table} ${chain} ${text}`;
    if (typeof counted === "number") sums.set(key, (sums.get(key) ?? 0) + counted);
  }
  const expected = hits(evaluations);
  return [
    ...missing.map(({ number, text }) => `line ${number} (${text}) is not in the kernel`),
    ...[...sums].flatMap(([key, counted]) => {
      const own = expected.get(key) ?? 0;
      return counted === own ? [] : [`"${key}" counted ${counted}, evaluate names it ${own} times`];
    }),
  ];
}

/**
 * Whether an answer to this source comes back to the firewall, where the counters count it again:
 * the source is one of its own addresses or the broadcast address of a link. With anti-spoofing
 * nothing answers such a source.
 */
export function returnsToFirewall(model: Model, role: Role): (source: string) => boolean {
  if (model.antiSpoofing) return () => false;
  const locate = routing(model, firewallOf(model), role);
  return (source) => {
    const { kind, local } = locate(source);
    return local || kind === "broadcast";
  };
}

function packetDisagreements(
  trial: Trial,
  report: LabReport,
  evaluations: readonly Evaluation[],
): readonly string[] {
  const { model, role, packets } = trial;
  const locate = routing(model, firewallOf(model), role);
  const returns = returnsToFirewall(model, role);
  return packets.flatMap((packet, i) => {
    const evaluation = evaluations[i];
    const seen = report.packets[packet.id];
    if (evaluation === undefined || seen === undefined)
      return [`packet ${packet.id} has no report`];
    const arrivals = expectedArrivals(packet, evaluation);
    const answers =
      returns(packet.source) || mayStayUnanswered(packet, evaluation)
        ? undefined
        : expectedAnswers(evaluation, locate(packet.source).interface);
    const answered = seen.answers.filter((answer) => !isRedirect(packet, evaluation, answer));
    const same =
      isDeepStrictEqual(seen.arrivals, arrivals) &&
      (answers === undefined || isDeepStrictEqual(answered, answers));
    if (same) return [];
    const last = evaluation.path.at(-1);
    return [
      [
        `packet ${JSON.stringify(packet)}`,
        `evaluate: ${evaluation.verdict} by ${last?.chain ?? "the kernel"}: ${last?.text}`,
        `expected: ${JSON.stringify({ arrivals, answers })}`,
        `seen:     ${JSON.stringify(seen)}`,
      ].join("\n  "),
    ];
  });
}

function laterDisagreements(later: readonly FollowUp[], report: LabReport): readonly string[] {
  return later.flatMap(({ packet, evaluation, arrivals }) => {
    const seen = report.packets[packet.id];
    const answers = seen?.answers.filter((answer) => !isRedirect(packet, evaluation, answer));
    // Its own stack answers what it sends to itself, for an anycast address even over a link, and
    // tells of a dead end, like the way back to a virtual address that a backup does not have.
    const mayAnswer =
      (evaluation.own && evaluation.local) || evaluation.path.at(-1)?.chain === undefined;
    const silent = mayAnswer || answers?.length === 0;
    if (silent && isDeepStrictEqual(seen?.arrivals, arrivals)) return [];
    return [
      [
        `later packet ${JSON.stringify(packet)}`,
        `evaluate: ${evaluation.verdict} by ${evaluation.path.at(-1)?.text}`,
        `expected: ${JSON.stringify(arrivals)}`,
        `seen:     ${JSON.stringify(seen)}`,
      ].join("\n  "),
    ];
  });
}

/** Everything in which the kernel and `evaluate` differ, in words; empty when they agree. */
export function disagreements(trial: Trial, report: LabReport | undefined): readonly string[] {
  const { number, model, role, packets } = trial;
  if (report === undefined) return [`policy ${number} has no report`];
  const evaluate = compilePolicy(model, { role });
  const evaluations = packets.map((packet) => evaluate(packet, { role }));
  const returns = returnsToFirewall(model, role);
  const ruleset = artifact(model, "/etc/nftables.conf");
  const later = laterPackets(trial);
  const all = [...evaluations, ...later.map(({ evaluation }) => evaluation)];
  const found = [
    ...packetDisagreements(trial, report, evaluations),
    ...laterDisagreements(later, report),
    ...(packets.some(({ source }) => returns(source))
      ? []
      : counterDisagreements(ruleset, all, report.counters)),
  ];
  return found.map((text) => `policy ${number} (${role}): ${text}`);
}
