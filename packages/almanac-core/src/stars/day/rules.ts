import { booksSegments } from "./books.ts";
import { interpolatedSegments } from "./interpolated.ts";
import { nearestSegments } from "./nearest.ts";
import type { Rule, School } from "./rule.ts";
import { seasonSegments } from "./season.ts";
import type { DayOfTerm, Segment } from "./segment.ts";

/**
 * The segments that a rule lays over a civil year, in order; the first begins before the year and
 * the last is open.
 */
export type DayRule = (dayOf: DayOfTerm, year: number, school: School) => readonly Segment[];

/** Every rule by its name. */
export const DAY_RULES: Readonly<Record<Rule, DayRule>> = {
  season: seasonSegments,
  books: booksSegments,
  nearest: nearestSegments,
  interpolated: interpolatedSegments,
};
