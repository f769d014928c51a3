import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { dateOfJdn, jdnOfDate, parseDate } from "./civil-date.ts";
import { dateOfJulian, FIRST_GREGORIAN_DAY, julianOfDate } from "./julian.ts";

describe("the Julian calendar", () => {
  test.each([
    // Meeus, Astronomical Algorithms, chapter 7: Julian dates and their day numbers.
    ["1582-10-04", 2299160],
    ["0837-04-10", 2026872],
    ["0333-01-27", 1842713],
    ["-0123-12-31", 1676497],
    ["-1000-07-12", 1356001],
    ["-4712-01-01", 0],
  ])("%s is the day %i", (text, jdn) => {
    const date = parseDate(text);
    expect(jdnOfDate(dateOfJulian(date))).toBe(jdn);
    expect(julianOfDate(dateOfJdn(jdn))).toEqual(date);
  });

  test("is ten days behind at the reform: 4 October is followed by 15 October", () => {
    expect(julianOfDate(dateOfJdn(FIRST_GREGORIAN_DAY - 1))).toEqual({
      year: 1582,
      month: 10,
      day: 4,
    });
    expect(dateOfJdn(FIRST_GREGORIAN_DAY)).toEqual({ year: 1582, month: 10, day: 15 });
  });

  test("has 29 February in every fourth year, and no other day of its own", () => {
    expect(dateOfJulian({ year: 1500, month: 2, day: 29 })).toEqual({
      year: 1500,
      month: 3,
      day: 10,
    });
    for (const day of [
      { year: 1501, month: 2, day: 29 },
      { year: 1500, month: 13, day: 1 },
    ]) {
      expect(() => dateOfJulian(day)).toThrow(expect.objectContaining({ code: "date-invalid" }));
    }
  });

  test("names the day of 1391-02-05 that other libraries name, Ji-Ox", () => {
    const date = dateOfJulian({ year: 1391, month: 2, day: 5 });
    expect(date).toEqual({ year: 1391, month: 2, day: 13 });
    expect((jdnOfDate(date) + 49) % 60).toBe(25);
  });

  test("comes back to every day", () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000, max: 5_000_000 }), (jdn) => {
        const date = dateOfJdn(jdn);
        expect(dateOfJulian(julianOfDate(date))).toEqual(date);
      }),
    );
  });
});
