import type { Family } from "../address/ip.ts";
import {
  familiesOf,
  helpersInUse,
  networksWithin,
  rulesByDirection,
} from "../model/firewall-facts.ts";
import type { Model, Rule } from "../model/types.ts";
import { flowAdd } from "../render/nftables/flowtable.ts";
import { halfConnectionLines } from "../render/nftables/forward.ts";
import { limitLines } from "../render/nftables/limit.ts";
import { nftString } from "../render/nftables/match.ts";
import { actionStatements } from "../render/nftables/verdict.ts";
import type { Step, Verdict } from "./evaluation.ts";
import { firstMatch } from "./line-index.ts";
import { onlySyn } from "./packet.ts";
import { ruleLines, type RuleLine, type Subject } from "./rule-line.ts";
import { chainEnd, dropAtEnd, line, type ChainEnd, type Trip } from "./trip.ts";

const chain = "forward";
const shortCut = line(chain, flowAdd, "continue");
const established = line(chain, "ct state established counter accept", "accept");
const invalid = line(chain, "ct state invalid counter drop", "drop");
const related = line(chain, "ct state related counter goto expected", "goto");
const notSyn = line(chain, "tcp flags & (fin | syn | rst | ack) != syn counter drop", "drop");
const directed = line(chain, "ct state new iifname . oifname vmap @directions", "goto");
const end = chainEnd(chain, "forward");
const expectedIcmp = line("expected", "meta l4proto { icmp, ipv6-icmp } counter accept", "accept");
const expectedEnd = chainEnd("expected", "expected");

/** A line of a direction's chain and the rule that it comes from. */
export interface DirectionLine {
  readonly rule: Rule;
  readonly line: RuleLine;
  /** As rendered; an action is written for TCP apart where only TCP understands it. */
  readonly step: Step;
  readonly tcpStep: Step;
  /** Drops what exceeds the rule's limit. */
  readonly limitStep?: Step;
}

interface Direction {
  readonly find: (subject: Subject) => DirectionLine | undefined;
  readonly end: ChainEnd;
}

function counted(action: string): string {
  const tcp = "meta l4proto tcp ";
  return action.startsWith(tcp) ? `${tcp}counter ${action.slice(tcp.length)}` : `counter ${action}`;
}

/** The lines of a rule in the chain of a direction. */
export function directionLines(
  families: ReadonlySet<Family>,
  rule: Rule,
  chainName: string,
): readonly DirectionLine[] {
  return ruleLines(families, rule.source, rule.destination, rule.services).map((matched) => {
    const lead = matched.expression === "" ? "" : `${matched.expression} `;
    const comment = `comment ${nftString(`rule ${rule.index + 1}`)}`;
    const steps = actionStatements(rule.action, matched.expression).map((action) =>
      line(chainName, `${lead}${counted(action)} ${comment}`, rule.action),
    );
    const [first, last] = [steps[0], steps.at(-1)];
    if (first === undefined || last === undefined) throw new TypeError("an action has a statement");
    const [limit] = limitLines(rule, matched, families);
    const base = { rule, line: matched, step: last, tcpStep: first };
    return limit === undefined ? base : { ...base, limitStep: line(chainName, limit, "drop") };
  });
}

function interfaceOf(model: Model, network: string): string | undefined {
  return model.networks.find((entry) => entry.name === network)?.firewallInterface;
}

/** The verdict map: the chain for an incoming and an outgoing interface. */
function directions(model: Model): ReadonlyMap<string, ReadonlyMap<string, Direction>> {
  const families = familiesOf(model);
  const byInterface = new Map<string, Map<string, Direction>>();
  for (const [pair, rules] of rulesByDirection(model)) {
    const [from = "", to = ""] = pair.split(" ");
    const [inward, outward] = [interfaceOf(model, from), interfaceOf(model, to)];
    if (inward === undefined || outward === undefined) continue;
    const name = `from-${from}-to-${to}`;
    const lines = rules.flatMap((rule) => directionLines(families, rule, name));
    const own = byInterface.get(inward) ?? new Map<string, Direction>();
    byInterface.set(inward, own);
    own.set(outward, { find: firstMatch(lines), end: chainEnd(name, `${from} > ${to}`) });
  }
  return byInterface;
}

function decide(trip: Trip, direction: Direction): Verdict {
  const found = direction.find(trip.subject);
  if (found === undefined) return dropAtEnd(trip, direction.end);
  const { rule } = found;
  const tcp = trip.subject.protocol === 6;
  if (trip.limitExceeded && found.limitStep !== undefined) {
    trip.path.push(found.limitStep);
    trip.rule = { list: "policy.rules", index: rule.index };
    return "drop";
  }
  trip.path.push(tcp ? found.tcpStep : found.step);
  trip.rule = { list: "policy.rules", index: rule.index };
  if (rule.log) trip.log.push(`fw ${rule.action} rule ${rule.index + 1}: `);
  if (rule.action === "reject") trip.answer = tcp ? "tcp-reset" : "admin-prohibited";
  return rule.action;
}

function expected(trip: Trip, helpers: readonly string[]): Verdict {
  const { protocol } = trip.subject;
  if (protocol === 1 || protocol === 58) {
    trip.path.push(expectedIcmp);
    return "accept";
  }
  if (trip.helper === undefined || !helpers.includes(trip.helper)) {
    return dropAtEnd(trip, expectedEnd);
  }
  trip.path.push(line("expected", `ct helper ${nftString(trip.helper)} counter accept`, "accept"));
  return "accept";
}

function opensTcp(trip: Trip): boolean {
  const flags = trip.packet.tcpFlags ?? onlySyn;
  if (flags === onlySyn) return true;
  return flags.includes("syn") && !flags.some((flag) => ["fin", "rst", "ack"].includes(flag));
}

/** Whether the next packets of a connection pass the ruleset by, as the flowtable has it. */
function fastPairs({ flowtable }: Model): (trip: Trip, outInterface: string) => boolean {
  const pairs = new Set((flowtable?.pairs ?? []).map(({ from, to }) => `${from} ${to}`));
  return ({ subject, inInterface }, outInterface) =>
    (subject.protocol === 6 || subject.protocol === 17) &&
    pairs.has(`${inInterface} ${outInterface}`);
}

/** The lines for the half of a connection that is seen within a network, by its interface. */
function halfConnections(model: Model): ReadonlyMap<string, Step> {
  const lines = halfConnectionLines(model);
  const names = networksWithin(model).flatMap((network) => interfaceOf(model, network) ?? []);
  return new Map(names.map((name, i) => [name, line(chain, lines[i] ?? "", "accept")]));
}

/** What may pass through the firewall to an interface, in the order of the rendered chain. */
export function forwardStage(model: Model): (trip: Trip, outInterface: string) => Verdict {
  const byInterfaces = directions(model);
  const helpers = helpersInUse(model);
  const ended = (trip: Trip, step: Step, verdict: Verdict): Verdict => {
    trip.path.push(step);
    return verdict;
  };
  const isFast = fastPairs(model);
  const halves = halfConnections(model);
  return (trip, outInterface) => {
    if (trip.connection === "established") {
      if (isFast(trip, outInterface)) trip.path.push(shortCut);
      return ended(trip, established, "accept");
    }
    if (trip.connection === "invalid") {
      const half = trip.inInterface === outInterface ? halves.get(outInterface) : undefined;
      return half === undefined ? ended(trip, invalid, "drop") : ended(trip, half, "accept");
    }
    if (trip.connection === "related") {
      trip.path.push(related);
      return expected(trip, helpers);
    }
    if (trip.subject.protocol === 6 && !opensTcp(trip)) return ended(trip, notSyn, "drop");
    const direction = byInterfaces.get(trip.inInterface)?.get(outInterface);
    if (trip.connection !== "new" || direction === undefined) return dropAtEnd(trip, end);
    trip.path.push(directed);
    return decide(trip, direction);
  };
}
