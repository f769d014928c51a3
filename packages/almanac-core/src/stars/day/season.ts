import { type DayOfTerm, halvesFromSolstices, type Segment } from "./segment.ts";

/** Days of a half in which the star moves: three rounds of sixty. */
export const MOVING_DAYS = 180;

/**
 * The rule of the season coordinates: each half starts afresh on the day of its solstice, moves for
 * 180 days and then stands still ("immobilization of the transition qi field") until the next solstice.
 */
export function seasonSegments(dayOf: DayOfTerm, year: number): readonly Segment[] {
  return halvesFromSolstices(dayOf, year, (first) => ({ origin: first, limit: MOVING_DAYS - 1 }));
}
