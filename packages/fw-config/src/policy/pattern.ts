import type { Family } from "../address/ip.ts";
import type { Match } from "../ruleset/types.ts";
import { inRanges, toRanges, type AddressRange } from "./address-ranges.ts";
import { matchesService, servicePattern, type ServicePattern } from "./service-pattern.ts";
import type { Subject } from "./subject.ts";

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

/** A pattern that is being made. */
type Draft = { -readonly [Field in keyof Pattern]: Pattern[Field] };

/**
 * Every packet. All fields are there, and always in this order: engines read objects of one shape
 * several times faster than those of many, and a packet meets thousands.
 */
export function anything(): Draft {
  return { family: undefined, source: undefined, destination: undefined, service: undefined };
}

/** Many rules share one long list of blocks. */
const known = new WeakMap<readonly string[], readonly AddressRange[]>();

function rangesOf(blocks: readonly string[]): readonly AddressRange[] {
  const ranges = known.get(blocks) ?? toRanges(blocks);
  known.set(blocks, ranges);
  return ranges;
}

function narrowFamily(pattern: Draft, family: Family): boolean {
  pattern.family ??= family;
  return pattern.family === family;
}

/** Narrows a pattern to what a match asks for; false when no pattern asks for that. */
export function narrow(pattern: Draft, match: Match): boolean {
  if (match.field === "nfproto") return narrowFamily(pattern, match.family);
  if (match.field === "saddr" || match.field === "daddr") {
    const side = match.field === "saddr" ? "source" : "destination";
    if (match.negated || pattern[side] !== undefined) return false;
    if (!narrowFamily(pattern, match.family)) return false;
    pattern[side] = rangesOf(match.blocks);
    return true;
  }
  const service = servicePattern(match);
  if (service === undefined || pattern.service !== undefined) return false;
  pattern.service = service;
  return true;
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
