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
  /** Absent: both families. */
  readonly family?: Family;
  /** Absent: any address. */
  readonly source?: readonly AddressRange[];
  readonly destination?: readonly AddressRange[];
  /** Absent: every protocol. */
  readonly service?: ServicePattern;
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
