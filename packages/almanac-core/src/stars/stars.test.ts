import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { pairOfYear } from "../cycle/pairs.ts";
import { hourStar } from "./hour.ts";
import { monthStar } from "./month.ts";
import { yearStar } from "./year.ts";

const anyYear = fc.integer({ min: -1000, max: 4000 });

describe("the star of the year", () => {
  test.each([
    [604, 1],
    [1864, 1],
    [1924, 4],
    [1984, 7],
    [1990, 1],
    [2000, 9],
    [2021, 6],
    [2024, 3],
    [2026, 1],
    [2044, 1],
  ])("of %i is %i", (year, star) => {
    expect(yearStar(year)).toBe(star);
  });

  test("comes back after 9 and 180 years with its pair", () => {
    fc.assert(
      fc.property(anyYear, (year) => {
        expect(yearStar(year + 9)).toBe(yearStar(year));
        expect([yearStar(year + 180), pairOfYear(year + 180)]).toEqual([
          yearStar(year),
          pairOfYear(year),
        ]);
      }),
    );
  });
});

describe("the star of the month", () => {
  test("of the Tiger month is 8, 5 or 2 by the branch of the year", () => {
    const byBranch = Array.from({ length: 12 }, (_, i) => monthStar(1984 + i, 1));
    expect(byBranch).toEqual([8, 5, 2, 8, 5, 2, 8, 5, 2, 8, 5, 2]);
  });

  test("is 8 in the Bing-Monkey month of 2021 and 5 in the Tiger month of 2024", () => {
    expect(monthStar(2021, 7)).toBe(8);
    expect(monthStar(2024, 1)).toBe(5);
  });

  test("goes down by one, with the period 36 months", () => {
    fc.assert(
      fc.property(anyYear, fc.integer({ min: 1, max: 11 }), (year, month) => {
        expect((monthStar(year, month) - monthStar(year, month + 1) + 9) % 9).toBe(1);
        expect(monthStar(year + 3, month)).toBe(monthStar(year, month));
        expect((monthStar(year, 12) - monthStar(year + 1, 1) + 9) % 9).toBe(1);
      }),
    );
  });
});

function run(half: "yang" | "yin", pair: number): readonly number[] {
  return Array.from({ length: 12 }, (_, hour) => hourStar(half, pair, hour));
}

describe("the star of the hour", () => {
  test("of a Gui-Rabbit day falls in the yin half and rises in the yang half", () => {
    expect(run("yin", 39)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 9, 8, 7]);
    expect(run("yang", 39)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3]);
  });

  test("goes on into the next day without a jump, with the period of 3 days", () => {
    fc.assert(
      fc.property(fc.constantFrom("yang", "yin"), fc.integer({ min: 0, max: 59 }), (half, pair) => {
        const next = (hourStar(half, (pair + 1) % 60, 0) - hourStar(half, pair, 11) + 9) % 9;
        expect(next).toBe(half === "yang" ? 1 : 8);
        expect(hourStar(half, (pair + 3) % 60, 5)).toBe(hourStar(half, pair, 5));
      }),
    );
  });
});
