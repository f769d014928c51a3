import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { pairOfDay } from "../../cycle/pairs.ts";
import { nearestSegments, turnOfSolstice } from "./nearest.ts";
import { DAY_RULES } from "./rules.ts";
import { type Segment, starInSegment } from "./segment.ts";

/** A sun whose solstices are 182.6 days apart: the rules need no more. */
const dayOf = (ordinal: number): number => Math.round(1_721_050 + (ordinal * 365.2422) / 24);
const school = { lastBefore: 29, leap: true } as const;

function starOn(segments: readonly Segment[], day: number): number {
  const segment = segments.findLast(({ first }) => first <= day);
  if (!segment) throw new Error("the rule does not reach this day");
  return starInSegment(segment, day);
}

const anyYear = fc.integer({ min: 700, max: 3900 });
const anyDayOfYear = fc.integer({ min: 0, max: 364 });

describe.each(Object.entries(DAY_RULES))("the rule %s", (_, rule) => {
  test("says the same of a day whichever of two years is asked", () => {
    fc.assert(
      fc.property(anyYear, (year) => {
        const newYear = dayOf(24 * year + 0) - 5;
        for (let day = newYear - 3; day < newYear + 3; day++) {
          const [before, after] = [year - 1, year].map((y) => starOn(rule(dayOf, y, school), day));
          expect(before).toBe(after);
        }
      }),
    );
  });

  test("goes up in every yang segment and down in every yin segment", () => {
    fc.assert(
      fc.property(anyYear, anyDayOfYear, (year, days) => {
        const segments = rule(dayOf, year, school);
        const day = dayOf(24 * year) + days;
        const segment = segments.findLast(({ first }) => first <= day);
        if (!segment || day + 1 - segment.origin > segment.limit) return;
        const step = (starInSegment(segment, day + 1) - starInSegment(segment, day) + 9) % 9;
        expect(step).toBe(segment.half === "yang" ? 1 : 8);
      }),
    );
  });
});

describe("the rule nearest", () => {
  test("turns on a Jia-Rat day at most 30 days from the solstice", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2_000_000, max: 2_500_000 }), (solstice) => {
        const turn = turnOfSolstice(solstice, school);
        expect(pairOfDay(turn)).toBe(0);
        expect(Math.abs(turn - solstice)).toBeLessThanOrEqual(30);
      }),
    );
  });

  test("lets a school choose the side of the index 29", () => {
    const solstice = 60 * 41000 - 49 + 29;
    expect(pairOfDay(solstice)).toBe(29);
    expect(turnOfSolstice(solstice, { lastBefore: 29, leap: true })).toBe(solstice - 29);
    expect(turnOfSolstice(solstice, { lastBefore: 28, leap: true })).toBe(solstice + 31);
  });

  test("has leaps on the Jia-Horse day with 7 up or 3 down, and only where turns are 240 days apart", () => {
    const leaps = Array.from({ length: 300 }, (_, i) => 1800 + i).flatMap((year) =>
      nearestSegments(dayOf, year, school).filter(({ cause }) => cause === "leap"),
    );
    expect(leaps.length).toBeGreaterThan(10);
    for (const leap of leaps) {
      expect(pairOfDay(leap.first)).toBe(30);
      expect(starInSegment(leap, leap.first)).toBe(leap.half === "yang" ? 7 : 3);
    }
    const without = nearestSegments(dayOf, 2020, { lastBefore: 29, leap: false });
    expect(without.every(({ cause }) => cause === "nearest-jia-rat")).toBe(true);
  });
});
