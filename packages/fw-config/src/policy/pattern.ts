import type { Family } from "../address/ip.ts";
import type { Match } from "../ruleset/types.ts";
import { inRanges, toRanges, type AddressRange, type Scalar } from "./address-ranges.ts";
import { matchesService, servicePattern, type ServicePattern } from "./service-pattern.ts";

/** What most rules ask of a packet, as numbers. */
export interface Subject {
  readonly family: Family;
  readonly source: Scalar;
  readonly destination: Scalar;
  /** IANA protocol number. */
  readonly protocol: number;
  /** Destination port, or ICMP type. */
  readonly value: number;
}

/** The part of a rule's matches that an index can look up. */
export interface Pattern {
  /** Undefined: both families. */
  readonly family?: Family | undefined;
  /** Undefined: any address. */
  readonly source?: readonly AddressRange[] | undefined;
  readonly destination?: readonly AddressRange[] | undefined;
  /** Undefined: every protocol. */
  readonly service?: ServicePattern | undefined;
}

/**
 * The pattern with every field in one order: engines read objects of one shape several times
 * faster than those of many, and a packet meets thousands.
 */
export function uniform({ family, source, destination, service }: Pattern): Pattern {
  return {
    family,
    source,
    destination,
    service: service && {
      family: service.family,
      protocols: service.protocols,
      values: service.values,
    },
  };
}

/** Many rules share one list of blocks. */
const known = new WeakMap<readonly string[], readonly AddressRange[]>();

function rangesOf(blocks: readonly string[]): readonly AddressRange[] {
  const ranges = known.get(blocks) ?? toRanges(blocks);
  known.set(blocks, ranges);
  return ranges;
}

/** A match as a pattern; undefined when it asks for something else. */
export function patternOf(match: Match): Pattern | undefined {
  if (match.field === "nfproto") return { family: match.family };
  if (match.field === "saddr" || match.field === "daddr") {
    if (match.negated) return undefined;
    const { family, field, blocks } = match;
    const ranges = rangesOf(blocks);
    return field === "saddr" ? { family, source: ranges } : { family, destination: ranges };
  }
  const service = servicePattern(match);
  return service && { service };
}

/** Whether the packet fits. */
export function fits(pattern: Pattern, subject: Subject): boolean {
  return (
    (pattern.family === undefined || pattern.family === subject.family) &&
    (pattern.service === undefined ||
      matchesService(pattern.service, subject.family, subject.protocol, subject.value)) &&
    (pattern.destination === undefined || inRanges(pattern.destination, subject.destination)) &&
    (pattern.source === undefined || inRanges(pattern.source, subject.source))
  );
}
