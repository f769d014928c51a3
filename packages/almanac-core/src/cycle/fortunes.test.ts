import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fortuneOfYear } from "./fortunes.ts";

describe("fortunes", () => {
  test.each([
    [604, "upper", 1, 604, 623],
    [1864, "upper", 1, 1864, 1883],
    [1924, "middle", 4, 1924, 1943],
    [1984, "lower", 7, 1984, 2003],
    [2023, "lower", 8, 2004, 2023],
    [2024, "lower", 9, 2024, 2043],
    [2044, "upper", 1, 2044, 2063],
    [603, "lower", 9, 584, 603],
  ])("of %i: %s epoch, Fortune %i, %i to %i", (year, epoch, number, from, to) => {
    expect(fortuneOfYear(year)).toEqual({ epoch, number, from, to });
  });

  test("holds its year and comes back after 180", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 4000 }), (year) => {
        const fortune = fortuneOfYear(year);
        expect(fortune.from <= year && year <= fortune.to && fortune.to - fortune.from === 19).toBe(
          true,
        );
        expect(fortuneOfYear(year + 180)).toEqual({
          ...fortune,
          from: fortune.from + 180,
          to: fortune.to + 180,
        });
      }),
    );
  });
});
