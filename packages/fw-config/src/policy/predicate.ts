import type { Match } from "../ruleset/types.ts";
import { inRanges, toRanges } from "./address-ranges.ts";
import { onlySyn, type ConnectionState } from "./packet.ts";
import { anything, fits, narrow, type Pattern } from "./pattern.ts";
import { protocolNumbers } from "./service-pattern.ts";
import { isNobodys, isSpoofed } from "./source-check.ts";
import type { Trip } from "./trip.ts";

/** Whether a packet has what a match asks for. */
export type Predicate = (trip: Trip) => boolean;

/** IANA protocol number of IGMP, and the type of its queries. */
const [igmp, membershipQuery] = [2, 0x11];

function opensTcp({ packet }: Trip): boolean {
  const flags = packet.tcpFlags ?? onlySyn;
  if (flags === onlySyn) return true;
  return flags.includes("syn") && !flags.some((flag) => ["fin", "rst", "ack"].includes(flag));
}

function ofPattern(match: Match): Predicate {
  const pattern = anything();
  if (!narrow(pattern, match)) throw new TypeError(`nothing evaluates a match of ${match.field}`);
  return ({ subject }) => fits(pattern, subject);
}

function predicateOf(match: Match): Predicate {
  switch (match.field) {
    case "iifname": {
      const [only = ""] = match.names;
      if (match.names.length === 1) return ({ inInterface }) => inInterface === only;
      return ({ inInterface }) => match.names.includes(inInterface);
    }
    case "oifname":
      return ({ outInterface }) => match.names.includes(outInterface);
    case "iifname . oifname": {
      const pairs = new Set(match.pairs.map(({ from, to }) => `${from} ${to}`));
      return ({ inInterface, outInterface }) => pairs.has(`${inInterface} ${outInterface}`);
    }
    case "saddr":
    case "daddr": {
      if (!match.negated) return ofPattern(match);
      const ranges = toRanges(match.blocks);
      const side = match.field === "saddr" ? "source" : "destination";
      return ({ subject }) => subject.family === match.family && !inRanges(ranges, subject[side]);
    }
    case "l4proto": {
      if (!match.negated) return ofPattern(match);
      const numbers = protocolNumbers(match.protocols);
      return ({ subject }) => !numbers.includes(subject.protocol);
    }
    case "nfproto":
    case "dport":
    case "icmp type":
      return ofPattern(match);
    case "fib saddr type":
      return isNobodys;
    case "fib saddr . iif oif missing":
      return isSpoofed;
    case "igmp type":
      return ({ subject, packet }) =>
        subject.protocol === igmp && packet.icmpType === membershipQuery;
    case "hop limit":
      return ({ subject, hopLimit }) => subject.family === match.family && hopLimit === match.value;
    case "ct state":
      return ({ connection }) => connection === match.state;
    case "ct helper":
      return ({ helper }) => helper === match.helper;
    case "tcp flags":
      return (trip) => trip.subject.protocol === 6 && !opensTcp(trip);
  }
}

/** What a rule asks of a packet: what an index can look up, and the rest. */
export interface Condition {
  readonly pattern: Pattern;
  /** What connection tracking makes of it; undefined: anything. */
  readonly connection: ConnectionState | undefined;
  /** Undefined: nothing more. */
  readonly rest: Predicate | undefined;
}

function allOf(predicates: readonly Predicate[]): Predicate | undefined {
  const [first, second, ...more] = predicates;
  if (first === undefined || second === undefined) return first;
  if (more.length === 0) return (trip) => first(trip) && second(trip);
  return (trip) => predicates.every((predicate) => predicate(trip));
}

/** The matches of a rule as the condition that they are together. */
export function conditionOf(matches: readonly Match[]): Condition {
  const pattern = anything();
  let connection: ConnectionState | undefined;
  const predicates: Predicate[] = [];
  for (const match of matches) {
    if (match.field === "ct state" && connection === undefined) connection = match.state;
    else if (!narrow(pattern, match)) predicates.push(predicateOf(match));
  }
  return { pattern, connection, rest: allOf(predicates) };
}
