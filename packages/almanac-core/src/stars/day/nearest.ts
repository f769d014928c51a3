import { dayPair } from "../../cycle/pairs.ts";
import { entry } from "../../values/entry.ts";
import type { School } from "./rule.ts";
import {
  type DayOfTerm,
  halfOfSolstice,
  type Segment,
  solsticesAround,
  startOfHalf,
  UNLIMITED,
} from "./segment.ts";

/** The days between two turns after which the second comes early: four rounds instead of three. */
const LONG_HALF = 240;
const LEAP = 30;

/** The Jia-Rat day at which the star turns: the one nearest the solstice, by the reckoning of the school. */
export function turnOfSolstice(solstice: number, school: School): number {
  const pair = dayPair(solstice);
  return pair <= school.lastBefore ? solstice - pair : solstice + 60 - pair;
}

/**
 * The rule of the nearest Jia-Rat day: the star turns there, 1 going up after a winter solstice and
 * 9 going down after a summer solstice. Where two turns are 240 days apart, a school with leaps
 * turns 30 days earlier, on the Jia-Horse day, with 7 up or 3 down: the same count, begun earlier.
 */
export function nearestSegments(
  dayOf: DayOfTerm,
  year: number,
  school: School,
): readonly Segment[] {
  const around = solsticesAround(year);
  const before = entry(around, 0);
  const solstices = around.slice(1);
  let previous = turnOfSolstice(dayOf(before), school);
  return solstices.map((ordinal) => {
    const turn = turnOfSolstice(dayOf(ordinal), school);
    const leap = school.leap && turn - previous === LONG_HALF;
    previous = turn;
    const half = halfOfSolstice(ordinal);
    return {
      first: leap ? turn - LEAP : turn,
      half,
      origin: turn,
      base: startOfHalf(half),
      limit: UNLIMITED,
      cause: leap ? "leap" : "nearest-jia-rat",
      ordinal,
    };
  });
}
