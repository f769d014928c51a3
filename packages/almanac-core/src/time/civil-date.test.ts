import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { AlmanacError } from "../errors/almanac-error.ts";
import { checkedJdn, dateOfJdn, isCivilDate, jdnOfDate, parseDate } from "./civil-date.ts";
import { formatDate } from "./julian.ts";

describe("civil days and Julian day numbers", () => {
  test.each([
    ["-4713-11-24", 0],
    ["-1000-02-28", 1355876],
    ["0000-03-01", 1721120],
    ["1582-10-15", 2299161],
    ["1970-01-01", 2440588],
    ["2000-01-01", 2451545],
    ["2021-12-21", 2459570],
  ])("%s is day %i", (text, jdn) => {
    expect(jdnOfDate(parseDate(text))).toBe(jdn);
    expect(formatDate(dateOfJdn(jdn))).toBe(text.replace(/^-(\d{4})-/, "-00$1-"));
  });

  test("round-trip", () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000, max: 5_000_000 }), (jdn) => {
        expect(jdnOfDate(dateOfJdn(jdn))).toBe(jdn);
      }),
    );
  });

  test("agree with the calendar of the language", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("0000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
        (date) => {
          const text = date.toISOString().slice(0, 10);
          expect(formatDate(dateOfJdn(Math.floor(date.getTime() / 86_400_000) + 2440588))).toBe(
            text,
          );
        },
      ),
    );
  });
});

describe("dates from outside", () => {
  test("knows leap years", () => {
    expect(isCivilDate({ year: 2000, month: 2, day: 29 })).toBe(true);
    expect(isCivilDate({ year: 1900, month: 2, day: 29 })).toBe(false);
    expect(isCivilDate({ year: 2021, month: 2, day: 29 })).toBe(false);
    expect(isCivilDate({ year: 2021, month: 2, day: 1.5 })).toBe(false);
  });

  test.each(["2021-02-29", "2021-13-01", "2021-00-10", "21-1-1", "today", "", "2021-08-22T00:00"])(
    "refuses %j with the place and the value",
    (text) => {
      expect(() => parseDate(text, "FROM")).toThrow(
        expect.objectContaining({ code: "date-invalid", place: "FROM", value: text }),
      );
    },
  );

  test("refuses numbers that name no day", () => {
    expect(() => checkedJdn({ year: 2021, month: 2, day: 30 })).toThrow(AlmanacError);
  });

  test("reads and writes years outside four digits", () => {
    expect(formatDate(parseDate("-0500-03-01"))).toBe("-000500-03-01");
    expect(formatDate(parseDate("-000500-03-01"))).toBe("-000500-03-01");
    expect(formatDate({ year: 12345, month: 1, day: 2 })).toBe("+012345-01-02");
  });
});
