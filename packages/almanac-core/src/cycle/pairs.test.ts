import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { jdnOfDate, parseDate } from "../time/civil-date.ts";
import {
  branchOf,
  pairOf,
  pairOfDay,
  pairOfHour,
  pairOfMonth,
  pairOfYear,
  stemOf,
} from "./pairs.ts";

describe("pairs", () => {
  test("are their stem and branch", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59 }), (pair) => {
        expect(pairOf(stemOf(pair), branchOf(pair))).toBe(pair);
      }),
    );
  });

  test("of an even and an odd part do not exist", () => {
    expect(() => pairOf(0, 1)).toThrow(expect.objectContaining({ code: "pair-invalid" }));
  });

  test.each([
    ["2020-12-21", 34],
    ["2021-08-23", 39],
    ["2021-12-21", 39],
    ["2025-12-21", 0],
  ])("of the day %s is %i", (date, pair) => {
    expect(pairOfDay(jdnOfDate(parseDate(date)))).toBe(pair);
  });

  test("of years: 604, 1984 and 2044 are Jia-Rat, 1990 Geng-Horse", () => {
    expect([604, 1984, 2044].map(pairOfYear)).toEqual([0, 0, 0]);
    expect(pairOfYear(1990)).toBe(6);
  });

  test("of years before our era are indices too: Jia-Rat is 0 there, not -0", () => {
    expect([-1376, -176, -56].map(pairOfYear)).toEqual([0, 0, 0]);
    expect(pairOfYear(-57)).toBe(59);
  });

  test("of months: the eighth month of 2021 begins after Bing-Monkey", () => {
    expect(pairOfMonth(2021, 7)).toBe(32);
    expect(pairOfMonth(604, 1)).toBe(2);
  });

  test("of hours follow the five-Rats table", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000_000, max: 3_000_000 }),
        fc.integer({ min: 0, max: 11 }),
        (jdn, hour) => {
          const pair = pairOfHour(jdn, hour);
          expect(branchOf(pair)).toBe(hour);
          expect(stemOf(pair)).toBe((2 * (stemOf(pairOfDay(jdn)) % 5) + hour) % 10);
        },
      ),
    );
  });
});
