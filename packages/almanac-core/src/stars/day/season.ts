import {
  type DayOfTerm,
  halfOfSolstice,
  type Segment,
  solsticesAround,
  startOfHalf,
} from "./segment.ts";

/** Days of a half in which the star moves: three rounds of sixty. */
export const MOVING_DAYS = 180;

/**
 * The rule of the season coordinates: each half starts afresh on the day of its solstice, moves for
 * 180 days and then stands still ("immobilization of the transition qi field") until the next solstice.
 */
export function seasonSegments(dayOf: DayOfTerm, year: number): readonly Segment[] {
  return solsticesAround(year).map((ordinal) => {
    const half = halfOfSolstice(ordinal);
    const first = dayOf(ordinal);
    return {
      first,
      half,
      origin: first,
      base: startOfHalf(half),
      limit: MOVING_DAYS - 1,
      cause: "solstice",
      ordinal,
    };
  });
}
