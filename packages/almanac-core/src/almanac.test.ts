import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createAlmanac } from "./almanac.ts";
import { RULES } from "./stars/day/rule.ts";
import { type CivilDate, dateOfJdn, jdnOfDate, parseDate } from "./time/civil-date.ts";
import { formatDate } from "./time/julian.ts";
import { parseZone } from "./time/make-zone.ts";

const plus7 = createAlmanac({ zone: parseZone("+07:00") });
const plus8 = createAlmanac({ zone: parseZone("+08:00") });
const at = (hour: number, minute = 0, second = 0) => ({ hour, minute, second });
function day(year: number, month = 6, date = 1): CivilDate {
  return { year, month, day: date };
}
/** A caller whom no type checker warns. */
function fromJavaScript(settings: object): unknown {
  return createAlmanac(settings);
}
const anyDay = fc.integer({
  min: jdnOfDate({ year: 1900, month: 1, day: 1 }),
  max: jdnOfDate({ year: 2100, month: 12, day: 31 }),
});

function solstice1951(dayBoundary: "midnight" | "23:00"): object | undefined {
  return [...createAlmanac({ zone: parseZone("+08:00"), dayBoundary }).terms(1951)].at(-1);
}

describe("a moment", () => {
  test("changes year and month at the second of Spring starts", () => {
    const spring = parseDate("2024-02-04");
    const before = plus8.day(spring, at(16, 27, 6));
    const after = plus8.day(spring, at(16, 27, 9));
    expect([before.weatherYear, before.weatherMonth, before.stars.year]).toEqual([2023, 12, 4]);
    expect([after.weatherYear, after.weatherMonth, after.stars.year]).toEqual([2024, 1, 3]);
  });

  test("is in doubt only where the stated error reaches the boundary", () => {
    const spring = parseDate("2024-02-04");
    expect(plus8.day(spring, at(16, 27, 7.5)).doubts.map(({ about }) => about)).toEqual([
      "term",
      "month",
      "year",
    ]);
    expect(plus8.day(spring, at(16, 27, 8)).doubts.map(({ about }) => about)).toEqual([
      "term",
      "month",
      "year",
    ]);
    expect(plus8.day(spring, at(16, 27, 15)).doubts).toEqual([]);
    // Winter Solstice of 1951 came one second after midnight in UTC+8: every day of the half hangs on it.
    expect(plus8.day(parseDate("1952-03-01")).doubts.map(({ about }) => about)).toEqual([
      "day",
      "season",
    ]);
    expect(plus7.day(parseDate("1952-03-01")).doubts).toEqual([]);
  });

  test("tells a term whose date or hour is in doubt", () => {
    const doubtful = { longitude: 270, dateDoubtful: true, hourDoubtful: false };
    expect(solstice1951("midnight")).toMatchObject(doubtful);
    expect(solstice1951("23:00")).toMatchObject(doubtful);
    const certain = [...plus7.terms(1951)].filter(({ dateDoubtful }) => dateDoubtful);
    expect(certain).toEqual([]);
  });

  test("is the same by its instant", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 86399 }), (jdn, second) => {
        const time = at(Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60);
        const record = plus7.day(dateOfJdn(jdn), time);
        expect(plus7.at(record.instant)).toEqual(record);
      }),
    );
  });

  test("is within its solar term", () => {
    fc.assert(
      fc.property(anyDay, (jdn) => {
        const { instant, term, nextTerm } = plus7.day(dateOfJdn(jdn));
        expect(term.instant <= instant && instant < nextTerm.instant).toBe(true);
        expect(nextTerm.ordinal).toBe(term.ordinal + 1);
      }),
    );
  });
});

describe("the day boundary", () => {
  const late = createAlmanac({ zone: parseZone("+08:00"), dayBoundary: "23:00" });
  const date = parseDate("2024-08-23");

  test("at midnight leaves 23:30 to the day, at 23:00 gives it to the next", () => {
    expect(plus8.day(date, at(23, 30)).pillars.day).toBe(plus8.day(date).pillars.day);
    expect(late.day(date, at(23, 30)).pillars.day).toBe(
      plus8.day(parseDate("2024-08-24")).pillars.day,
    );
    expect(late.day(date, at(23, 30)).date).toEqual(date);
  });

  test("does not touch the hour: from 23:00 it is the Rat hour of the following day", () => {
    const rat = plus8.day(parseDate("2024-08-24"), at(0, 30));
    for (const almanac of [plus8, late]) {
      const record = almanac.day(date, at(23, 30));
      expect(record.pillars.hour).toBe(rat.pillars.hour);
      expect(record.stars.hour).toBe(rat.stars.hour);
    }
  });
});

describe("the direction of the hours", () => {
  test("follows the solstice day, or the day's own star when asked", () => {
    const zone = parseZone("+07:00");
    const own = createAlmanac({ zone, rule: "nearest", hourHalf: "day" });
    const bySolstice = createAlmanac({ zone, rule: "nearest" });
    const afterSolstice = parseDate("2021-07-01");
    expect(bySolstice.hours(afterSolstice)[2]?.star).toBe(4);
    expect(own.hours(afterSolstice)[2]?.star).toBe(6);
  });

  // Two centuries by two rules, on a machine that may be busy.
  test("differs on 7.5 % of the days", { timeout: 30_000 }, () => {
    const zone = parseZone("+08:00");
    const own = createAlmanac({ zone, rule: "nearest", hourHalf: "day" });
    const bySolstice = createAlmanac({ zone, rule: "nearest" });
    const [from, to] = [parseDate("1900-01-01"), parseDate("2099-12-31")];
    const other = own.days(from, to);
    let [days, different] = [0, 0];
    for (const { stars } of bySolstice.days(from, to)) {
      days += 1;
      if (stars.hour !== other.next().value?.stars.hour) different += 1;
    }
    expect(days).toBe(73_049);
    expect(different / days).toBeCloseTo(0.075, 2);
  });
});

describe("ranges", () => {
  test.each(RULES)("say what single days say, by the rule %s", (rule) => {
    const almanac = createAlmanac({ rule });
    const records = [...almanac.days(parseDate("1942-12-01"), parseDate("1947-04-30"))];
    expect(records).toHaveLength(1612);
    for (const record of records) expect(almanac.day(record.date)).toEqual(record);
  });

  test("move by one step a day at most under the rule season, over two centuries", () => {
    const jumps: string[] = [];
    let eve: number | undefined;
    for (const { stars, date } of plus7.days(parseDate("1900-01-01"), parseDate("2100-12-31"))) {
      const step = (stars.day - (eve ?? stars.day) + 9) % 9;
      if (step > 1 && step < 8) jumps.push(formatDate(date));
      eve = stars.day;
    }
    expect(jumps).toEqual([]);
  });

  test("never change a pillar or the star of a year on 1 January", () => {
    for (let year = 1901; year <= 2100; year++) {
      const [last, first] = [
        plus7.day({ year: year - 1, month: 12, day: 31 }),
        plus7.day({ year, month: 1, day: 1 }),
      ];
      expect([first.pillars.year, first.pillars.month, first.stars.year, first.term]).toEqual([
        last.pillars.year,
        last.pillars.month,
        last.stars.year,
        last.term,
      ]);
    }
  });

  test("leave out a day that the zone skipped", () => {
    const apia = createAlmanac({
      zone: {
        id: "Pacific/Apia",
        initialOffset: -10 * 3600,
        transitions: [{ at: Date.UTC(2011, 11, 30, 10), offset: 14 * 3600 }],
      },
    });
    const dates = [...apia.days(parseDate("2011-12-28"), parseDate("2012-01-01"))].map(
      ({ date }) => date.day,
    );
    expect(dates).toEqual([28, 29, 31, 1]);
    expect(() => apia.day(parseDate("2011-12-30"))).toThrow(
      expect.objectContaining({ code: "time-nonexistent" }),
    );
  });

  test("of terms are those of the civil year in the zone", () => {
    const terms = [...plus7.terms(2021, 2022)];
    expect(terms).toHaveLength(48);
    expect(terms.map(({ instant }) => instant)).toEqual(
      terms.map(({ instant }) => instant).toSorted((a, b) => a - b),
    );
    expect(terms[0]).toMatchObject({ longitude: 285, date: { year: 2021, month: 1, day: 5 } });
  });
});

describe("destiny", () => {
  test("of a man of 1990 is White One", () => {
    const destiny = plus7.destiny({ date: parseDate("1990-06-01"), sex: "male" });
    expect(destiny).toMatchObject({ star: 1, weatherYear: 1990, beforeSpringStarts: false });
    expect(destiny.eightMansions).toHaveLength(1);
  });

  test("before Spring starts is that of the year before, and says so", () => {
    const destiny = plus7.destiny({ date: parseDate("1990-01-20") });
    expect(destiny).toMatchObject({ star: 2, weatherYear: 1989, beforeSpringStarts: true });
    expect(destiny.eightMansions.map(({ sex }) => sex)).toEqual(["male", "female"]);
  });
});

describe("what cannot be answered", () => {
  test.each([
    ["a day that is none", () => plus7.day(day(2021, 2, 29)), "date-invalid"],
    ["a time that is none", () => plus7.day(day(2021), at(24)), "time-invalid"],
    [
      "a time that the clock skipped",
      () => createAlmanac().day(day(1942, 12, 31), at(23, 30)),
      "time-nonexistent",
    ],
    [
      "a year before the theory",
      () => createAlmanac({ rule: "books" }).day(day(-1001)),
      "year-range",
    ],
    [
      "a year after the theory",
      () => createAlmanac({ rule: "books" }).day(day(4001)),
      "year-range",
    ],
    ["an instant that is none", () => plus7.at(Number.NaN), "argument-invalid"],
    ["an instant beyond the theory", () => plus7.at(1e300), "year-range"],
    ["a season before 604", () => plus7.day(day(603)), "rule-range"],
    ["a season after 3914", () => plus7.day(day(3915)), "rule-range"],
    [
      "a range of seasons that begins too early",
      () => plus7.days(day(600), day(700)),
      "rule-range",
    ],
    [
      "a range that ends before it begins",
      () => plus7.days(day(2021), day(2020)),
      "range-reversed",
    ],
    ["years in the wrong order", () => plus7.terms(2021, 2020), "range-reversed"],
    ["a check too early", () => plus7.check(604), "rule-range"],
    ["a rule that is none", () => fromJavaScript({ rule: "best" }), "rule-unknown"],
    ["a boundary that is none", () => fromJavaScript({ dayBoundary: "noon" }), "option-unknown"],
    [
      "a school that is none",
      () => fromJavaScript({ school: { lastBefore: 30 } }),
      "school-invalid",
    ],
  ])("%s: a clear error", (_, ask, code) => {
    expect(ask).toThrow(
      expect.objectContaining({ name: "AlmanacError", code, hint: expect.stringMatching(/./) }),
    );
  });

  test("other rules go on where the season coordinates end", () => {
    const record = createAlmanac({ rule: "nearest" }).day(day(500));
    expect(record.season).toBeNull();
    expect(record.stars.day).toBeGreaterThan(0);
  });
});
