import { describe, expect, test } from "vitest";

import { computedTerm } from "./computed-term.ts";
import { tabulatedTerm } from "./table.ts";

describe("the table of solar terms", () => {
  test("answers within a millisecond of it", () => {
    for (const year of [1900, 1951, 2000, 2021, 2100]) {
      for (let ordinal = 24 * year; ordinal < 24 * year + 24; ordinal++) {
        const seconds = Math.abs((tabulatedTerm(ordinal) ?? 0) - computedTerm(ordinal)) * 86400;
        expect(seconds).toBeLessThan(0.0006);
      }
    }
  });

  test("answers for its own years only", () => {
    expect(tabulatedTerm(24 * 1900 - 1)).toBeUndefined();
    expect(tabulatedTerm(24 * 1900)).toBeDefined();
    expect(tabulatedTerm(24 * 2101 - 1)).toBeDefined();
    expect(tabulatedTerm(24 * 2101)).toBeUndefined();
    expect(tabulatedTerm(-1)).toBeUndefined();
  });
});
