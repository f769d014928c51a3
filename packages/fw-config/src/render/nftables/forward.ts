import {
  familiesOf,
  helpersInUse,
  networksWithin,
  rulesByDirection,
} from "../../model/firewall-facts.ts";
import type { Model, Rule } from "../../model/types.ts";
import { block, type Line } from "../lines.ts";
import { flowAdd } from "./flowtable.ts";
import { limitLines } from "./limit.ts";
import { addressMatches, combine, nftString, serviceMatches } from "./match.ts";
import { actionStatements, dropAndLog, logStatement } from "./verdict.ts";

/** Two sides between which some rule speaks. */
interface Direction {
  readonly from: string;
  readonly to: string;
  readonly rules: readonly Rule[];
}

function interfaceOf(model: Model, network: string): string | undefined {
  return model.networks.find((entry) => entry.name === network)?.firewallInterface;
}

/** Every pair of networks that a rule names, in the order of the networks. */
function directions(model: Model): readonly Direction[] {
  const byPair = rulesByDirection(model);
  return model.networks.flatMap(({ name: from }) =>
    model.networks.flatMap(({ name: to }) => {
      const rules = byPair.get(`${from} ${to}`);
      return rules === undefined ? [] : [{ from, to, rules }];
    }),
  );
}

/**
 * Between a network and what is behind its own router the firewall sees one half of a connection,
 * as the router answers hosts of the network without it. Connection tracking calls the rest of that
 * half invalid. It is let through where a rule speaks: a new connection still begins with SYN and
 * meets the rules, and the two could speak without the firewall anyway.
 */
export function halfConnectionLines(model: Model): readonly string[] {
  return networksWithin(model).flatMap((network) => {
    const name = interfaceOf(model, network);
    return name === undefined
      ? []
      : [`iifname "${name}" oifname "${name}" ct state invalid counter accept`];
  });
}

function chainName({ from, to }: Direction): string {
  return `from-${from}-to-${to}`;
}

function ruleLines(families: ReadonlySet<4 | 6>, rule: Rule): readonly Line[] {
  const label = `rule ${rule.index + 1}`;
  const title = rule.comment === undefined ? label : `${label}: ${rule.comment}`;
  const matches = combine(
    families,
    addressMatches(rule.source, rule.destination),
    serviceMatches(rule.services),
  );
  const lines = matches.flatMap((match) => {
    const { expression } = match;
    const lead = expression === "" ? "" : `${expression} `;
    const log = rule.log
      ? [`${lead}${logStatement(`${rule.action} ${label}`, rule.logPerSecond)}`]
      : [];
    const actions = actionStatements(rule.action, expression).map(
      (action) => `${lead}${counted(action)} comment ${nftString(label)}`,
    );
    return [...limitLines(rule, match, families), ...log, ...actions];
  });
  return [`# ${title}`, ...lines];
}

/** The counter stands directly before the verdict, behind a match that belongs to it. */
function counted(action: string): string {
  const match = /^(meta l4proto tcp )(.*)$/.exec(action);
  return match === null ? `counter ${action}` : `${match[1]}counter ${match[2]}`;
}

function directionChain(families: ReadonlySet<4 | 6>, direction: Direction): readonly Line[] {
  const { from, to, rules } = direction;
  return block(`chain ${chainName(direction)}`, [
    ...rules.flatMap((rule) => ruleLines(families, rule)),
    ...dropAndLog(`${from} > ${to}`),
  ]);
}

/** The verdict map from a pair of interfaces to its chain. */
function directionMap(model: Model, all: readonly Direction[]): readonly Line[] {
  const elements = all.map((direction) => {
    const [from, to] = [interfaceOf(model, direction.from), interfaceOf(model, direction.to)];
    return `"${from}" . "${to}" : goto ${chainName(direction)}`;
  });
  const last = elements.length - 1;
  return block("map directions", [
    "type ifname . ifname : verdict",
    ...(elements.length === 0
      ? []
      : ["elements = {", elements.map((element, i) => (i < last ? `${element},` : element)), "}"]),
  ]);
}

/** Connections that another one announced: errors, and what the helpers in use expect. */
function expectedChain(model: Model): readonly Line[] {
  return block("chain expected", [
    "meta l4proto { icmp, ipv6-icmp } counter accept",
    ...helpersInUse(model).map((helper) => `ct helper ${nftString(helper)} counter accept`),
    ...dropAndLog("expected"),
  ]);
}

/** What may pass through the firewall: the map, a chain a direction, and the hook. */
export function forwardChains(model: Model): readonly Line[] {
  const all = directions(model);
  const families = familiesOf(model);
  return [
    ...all.flatMap((direction) => [...directionChain(families, direction), ""]),
    ...directionMap(model, all),
    "",
    ...expectedChain(model),
    "",
    ...block("chain forward", [
      "type filter hook forward priority filter; policy drop;",
      model.flowtable === undefined ? undefined : flowAdd,
      "ct state established counter accept",
      ...halfConnectionLines(model),
      "ct state invalid counter drop",
      "ct state related counter goto expected",
      "# A TCP connection begins with SYN, whatever the kernel's settings.",
      "tcp flags & (fin | syn | rst | ack) != syn counter drop",
      "ct state new iifname . oifname vmap @directions",
      ...dropAndLog("forward"),
    ]),
  ];
}
