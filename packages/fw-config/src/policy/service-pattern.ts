import type { Family } from "../address/ip.ts";
import type { PortRange, ServiceMatch } from "../model/types.ts";
import { joinRanges } from "../render/nftables/match.ts";
import { icmpTypeNumber } from "./icmp-types.ts";
import { protocolNumber } from "./packet.ts";

/** What one line of the ruleset asks of a packet's protocol; the counterpart of its expression. */
export interface ServicePattern {
  /** Absent: both families. */
  readonly family?: Family;
  /** IANA numbers; absent: every protocol. */
  readonly protocols?: readonly number[];
  /** Destination ports, or ICMP types, in ascending order; absent: every one. */
  readonly values?: readonly PortRange[];
}

function portPatterns(services: readonly ServiceMatch[]): readonly ServicePattern[] {
  return (["tcp", "udp", "sctp", "dccp"] as const).flatMap((protocol) => {
    const ports = services.flatMap((service) =>
      service.kind === "ports" && service.protocol === protocol ? service.ports : [],
    );
    if (ports.length === 0) return [];
    return [{ protocols: [protocolNumber(protocol, 4)], values: joinRanges(ports) }];
  });
}

function icmpPattern(names: readonly string[], family: Family): ServicePattern {
  const types = names.map((name) => icmpTypeNumber(name, family));
  const values = joinRanges(types.map((type) => ({ low: type, high: type })));
  return { family, protocols: [protocolNumber("icmp", family)], values };
}

function patternsOf(services: readonly ServiceMatch[]): readonly ServicePattern[] {
  const icmp = services.flatMap((service) =>
    service.kind === "icmp" ? [icmpPattern(service.v4, 4), icmpPattern(service.v6, 6)] : [],
  );
  const numbers = services.flatMap((service) =>
    service.kind === "protocol" ? service.number : [],
  );
  return [
    ...portPatterns(services),
    ...icmp,
    ...(numbers.length === 0 ? [] : [{ protocols: numbers }]),
  ];
}

const anyService: readonly ServicePattern[] = [{}];

/** Many rules share one list of services. */
const known = new WeakMap<readonly ServiceMatch[], readonly ServicePattern[]>();

/** Services as patterns, in the order of the expressions that the renderer writes for them. */
export function servicePatterns(
  services: readonly ServiceMatch[] | undefined,
): readonly ServicePattern[] {
  if (services === undefined) return anyService;
  const patterns = known.get(services) ?? patternsOf(services);
  known.set(services, patterns);
  return patterns;
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
