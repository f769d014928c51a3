import { describe, expect, test } from "vitest";

import { AlmanacError, dateOfJdn, formatDate, jdnOfDate, parseDate } from "../index.ts";
import { dateOfLunar, type LunarDate, lunarDate, lunarYear, newMoon } from "../lunar.ts";

/** The civil day of the lunar new year. */
function newYear(year: number, calendar: "chinese" | "vietnamese"): string {
  const [first] = lunarYear(year, calendar);
  return first === undefined ? "none" : formatDate(dateOfJdn(first.jdn));
}

function errorOf(call: () => unknown): readonly string[] {
  try {
    call();
  } catch (error) {
    if (error instanceof AlmanacError) return [error.code, error.place, error.value, error.hint];
  }
  return [];
}

describe("lunarYear", () => {
  test("Vietnam and China keep the new year on different days where an instant falls between their midnights", () => {
    const years = Array.from({ length: 200 }, (_, index) => 1901 + index);
    const found = years.flatMap((year) => {
      const [chinese, vietnamese] = [newYear(year, "chinese"), newYear(year, "vietnamese")];
      return chinese === vietnamese ? [] : [`${vietnamese} in Vietnam, ${chinese} in China`];
    });
    expect(found).toEqual([
      "1903-01-28 in Vietnam, 1903-01-29 in China",
      "1916-02-03 in Vietnam, 1916-02-04 in China",
      "1935-02-03 in Vietnam, 1935-02-04 in China",
      "1965-02-01 in Vietnam, 1965-02-02 in China",
      "1968-01-29 in Vietnam, 1968-01-30 in China",
      "1969-02-16 in Vietnam, 1969-02-17 in China",
      "1985-01-21 in Vietnam, 1985-02-20 in China",
      "2007-02-17 in Vietnam, 2007-02-18 in China",
      "2030-02-02 in Vietnam, 2030-02-03 in China",
      "2053-02-18 in Vietnam, 2053-02-19 in China",
    ]);
  });

  test("the leap month of 2033 follows the eleventh, although the eighth has no middle term after it", () => {
    const leaps = (year: number): readonly number[] =>
      lunarYear(year).flatMap(({ leap, month }) => (leap ? [month] : []));
    expect([2020, 2023, 2024, 2025, 2033].map(leaps)).toEqual([[4], [2], [], [6], [11]]);
  });

  test("months follow each other without a gap through all years", () => {
    const years = Array.from({ length: 400 }, (_, index) => 1850 + index);
    const months = years.flatMap((year) => lunarYear(year));
    const gaps = months.filter(
      ({ jdn, days }, i) => (months[i + 1]?.jdn ?? jdn + days) !== jdn + days,
    );
    expect(gaps).toEqual([]);
    expect(new Set(months.map(({ days }) => days))).toEqual(new Set([29, 30]));
  });

  test("a new moon near midnight marks its month as doubtful", () => {
    const doubtful = lunarYear(2097).filter((month) => month.doubtful);
    expect(doubtful.map(({ month, jdn }) => [month, formatDate(dateOfJdn(jdn))])).toEqual([
      [7, "2097-08-08"],
    ]);
    expect(lunarYear(2024).some((month) => month.doubtful)).toBe(false);
  });

  test("a year or calendar that there is not is refused", () => {
    expect(errorOf(() => lunarYear(1644)).slice(0, 3)).toEqual(["year-range", "year", "1644"]);
    expect(errorOf(() => lunarYear(4000)).slice(0, 3)).toEqual(["year-range", "year", "4000"]);
    const other = "korean" as unknown as "chinese";
    expect(errorOf(() => lunarYear(2024, other))).toEqual([
      "option-unknown",
      "calendar",
      "korean",
      "Give one of chinese, vietnamese.",
    ]);
  });
});

describe("lunarDate and dateOfLunar", () => {
  test.each([
    ["2024-02-10", { year: 2024, month: 1, leap: false, day: 1 }],
    ["2024-08-23", { year: 2024, month: 7, leap: false, day: 20 }],
    ["2025-07-25", { year: 2025, month: 6, leap: true, day: 1 }],
    ["2024-02-09", { year: 2023, month: 12, leap: false, day: 30 }],
  ])("%s is the lunar %o, and back", (text, lunar) => {
    expect(lunarDate(parseDate(text))).toEqual(lunar);
    expect(formatDate(dateOfLunar(lunar))).toBe(text);
  });

  test("each is the other's inverse on days of a hundred years, by both calendars", () => {
    const first = jdnOfDate({ year: 1980, month: 1, day: 1 });
    for (const calendar of ["chinese", "vietnamese"] as const) {
      for (let jdn = first; jdn < first + 36_525; jdn += 29) {
        const lunar = lunarDate(dateOfJdn(jdn), calendar);
        expect(jdnOfDate(dateOfLunar(lunar, calendar))).toBe(jdn);
      }
    }
  });

  test("a lunar date that there is not is refused with what there is", () => {
    const at = (lunar: Partial<LunarDate>): readonly string[] =>
      errorOf(() => dateOfLunar({ year: 2025, month: 1, leap: false, day: 1, ...lunar }));
    expect(at({ month: 5, leap: true })).toEqual([
      "date-invalid",
      "lunar",
      "year 2025, leap month 5, day 1",
      "The leap month of the lunar year 2025 follows month 6.",
    ]);
    expect(at({ year: 2024, month: 5, leap: true })[3]).toBe(
      "The lunar year 2024 has no leap month.",
    );
    expect(at({ month: 1, day: 31 }).slice(0, 3)).toEqual(["date-invalid", "lunar.day", "31"]);
    expect(at({ month: 2, day: 30 }).slice(2)).toEqual([
      "year 2025, month 2, day 30",
      "That month has 29 days.",
    ]);
    expect(at({ month: 13 }).slice(0, 3)).toEqual(["date-invalid", "lunar.month", "13"]);
    expect(at({ leap: undefined as unknown as boolean })[2]).toBe("leap undefined");
    expect(errorOf(() => dateOfLunar(null as unknown as LunarDate))[2]).toBe("null");
  });
});

test("a lunation is a whole number within the years of the package", () => {
  expect(new Date(newMoon(0).instant).toISOString()).toBe("2000-01-06T18:13:42.070Z");
  expect(errorOf(() => newMoon(0.5)).slice(0, 3)).toEqual(["argument-invalid", "lunation", "0.5"]);
  expect(errorOf(() => newMoon(30_000))[0]).toBe("argument-invalid");
});
