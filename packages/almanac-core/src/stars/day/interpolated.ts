import { dayPair } from "../../cycle/pairs.ts";
import { modulo } from "../../number/modulo.ts";
import { type DayOfTerm, halvesFromSolstices, type Segment, UNLIMITED } from "./segment.ts";

/**
 * The rule that interpolates: the star turns on the day of the solstice, and is counted back from the
 * first Jia-Rat day on or after it, which has 1 going up or 9 going down.
 */
export function interpolatedSegments(dayOf: DayOfTerm, year: number): readonly Segment[] {
  return halvesFromSolstices(dayOf, year, (first) => ({
    origin: first + modulo(-dayPair(first), 60),
    limit: UNLIMITED,
  }));
}
