import type { Family } from "../address/ip.ts";
import { joinRanges, serviceMatches } from "../ruleset/matches.ts";
import type { Match, ProtocolName } from "../ruleset/types.ts";
import type { PortRange, ServiceMatch } from "../services/types.ts";
import { icmpTypeNumber } from "./icmp-types.ts";
import { protocolNumber } from "./packet.ts";

/** What a match asks of a packet's protocol, as numbers. */
export interface ServicePattern {
  /** Undefined: both families. */
  readonly family?: Family | undefined;
  /** IANA numbers; undefined: every protocol. */
  readonly protocols?: readonly number[] | undefined;
  /** Destination ports, or ICMP types, in ascending order; undefined: every one. */
  readonly values?: readonly PortRange[] | undefined;
}

const numbers: Readonly<Record<ProtocolName, number>> = {
  tcp: 6,
  udp: 17,
  icmp: 1,
  "ipv6-icmp": 58,
  vrrp: 112,
};

/** IANA numbers of protocols that nft knows by a name, or that stand there as numbers. */
export function protocolNumbers(protocols: readonly (ProtocolName | number)[]): readonly number[] {
  return protocols.map((own) => (typeof own === "number" ? own : numbers[own]));
}

function patternOf(match: Match): ServicePattern | undefined {
  if (match.field === "l4proto") {
    if (match.negated) return undefined;
    return {
      family: undefined,
      protocols: protocolNumbers(match.protocols),
      values: undefined,
    };
  }
  if (match.field === "dport") {
    return {
      family: undefined,
      protocols: [protocolNumber(match.protocol, 4)],
      values: match.ports,
    };
  }
  if (match.field !== "icmp type") return undefined;
  const { family } = match;
  const types = match.types.map((name) => icmpTypeNumber(name, family));
  const values = joinRanges(types.map((type) => ({ low: type, high: type })));
  return { family, protocols: [protocolNumber("icmp", family)], values };
}

/** Many rules share one match. */
const patterns = new WeakMap<Match, ServicePattern>();

/** A match as a pattern; undefined when it asks for no protocol. */
export function servicePattern(match: Match): ServicePattern | undefined {
  const pattern = patterns.get(match) ?? patternOf(match);
  if (pattern !== undefined) patterns.set(match, pattern);
  return pattern;
}

const anyService: readonly ServicePattern[] = [{}];

/** Many rules share one list of services. */
const known = new WeakMap<readonly ServiceMatch[], readonly ServicePattern[]>();

/** The patterns of the matches that the ruleset has for services. */
export function servicePatterns(
  services: readonly ServiceMatch[] | undefined,
): readonly ServicePattern[] {
  if (services === undefined) return anyService;
  const own =
    known.get(services) ??
    serviceMatches(services)
      .flatMap(({ matches }) => matches)
      .flatMap((match) => servicePattern(match) ?? []);
  known.set(services, own);
  return own;
}

/** Whether a protocol number with its port or type fits the pattern. */
export function matchesService(
  pattern: ServicePattern,
  family: Family,
  protocol: number,
  value: number,
): boolean {
  if (pattern.family !== undefined && pattern.family !== family) return false;
  if (pattern.protocols !== undefined && !pattern.protocols.includes(protocol)) return false;
  return pattern.values?.some(({ low, high }) => value >= low && value <= high) ?? true;
}
