import type { Half } from "../../cycle/halves.ts";
import { modulo, mod9 } from "../../number/modulo.ts";

/** What opened a segment. */
export type Cause =
  /** the solstice itself */
  | "solstice"
  /** a solar term at which the books take another start */
  | "term"
  /** the books start again on every Jia-Rat day */
  | "jia-rat"
  /** the Jia-Rat day nearest the solstice */
  | "nearest-jia-rat"
  /** the Jia-Horse day, 30 days before the nearest Jia-Rat day */
  | "leap";

/** A run of days in which the star of the day moves evenly. */
export interface Segment {
  /** The Julian day number of its first day; it lasts until the next segment. */
  readonly first: number;
  readonly half: Half;
  /** A Julian day number on which the star is `base`; it may lie outside the segment. */
  readonly origin: number;
  readonly base: number;
  /** Days from the origin after which the star stands still; {@link UNLIMITED} when it never does. */
  readonly limit: number;
  readonly cause: Cause;
  /** The ordinal of the solar term that decides where the segment begins. */
  readonly ordinal: number;
}

/** A limit that no run of days reaches; a small integer, as the rest. */
export const UNLIMITED: number = 1e6;

/** The day on which the solar term of an ordinal falls, as a Julian day number. */
export type DayOfTerm = (ordinal: number) => number;

/** The star of a day, 1..9, by the segment that it is in. */
export function starInSegment({ half, base, origin, limit }: Segment, day: number): number {
  const steps = Math.min(day - origin, limit);
  return mod9(half === "yang" ? base + steps : base - steps);
}

/** The half that a solstice opens, by the ordinal of its solar term. */
export function halfOfSolstice(ordinal: number): Half {
  return isWinterSolstice(ordinal) ? "yang" : "yin";
}

/** The star with which a half begins: 1 White going up, 9 Burgundy going down. */
export function startOfHalf(half: Half): number {
  return half === "yang" ? 1 : 9;
}

/** The place of the solstices among the 24 terms of a year. */
export const SUMMER_SOLSTICE = 11;
export const WINTER_SOLSTICE = 23;

/** The solstices that decide about a civil year: from the winter before the last to the next summer. */
export function solsticesAround(year: number): readonly number[] {
  const first = 24 * (year - 2) + WINTER_SOLSTICE;
  return [first, first + 12, first + 24, first + 36, first + 48, first + 60];
}

/**
 * The halves of a year, each of which begins on the day of its solstice.
 *
 * @param count from the first day of a half, where the star is counted from and how far
 */
export function halvesFromSolstices(
  dayOf: DayOfTerm,
  year: number,
  count: (first: number) => Pick<Segment, "origin" | "limit">,
): readonly Segment[] {
  return solsticesAround(year).map((ordinal) => {
    const half = halfOfSolstice(ordinal);
    const first = dayOf(ordinal);
    return { first, half, ...count(first), base: startOfHalf(half), cause: "solstice", ordinal };
  });
}

function isWinterSolstice(ordinal: number): boolean {
  return modulo(ordinal, 24) === WINTER_SOLSTICE;
}
