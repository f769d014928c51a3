import { describe, expect, test } from "vitest";

import {
  createAlmanac,
  RULES,
  zoneFromOffsets,
  type Almanac,
  type Rule,
  type Zone,
} from "../src/index.ts";

const HOUR = 3600;
const YEAR = 365.25 * 86_400_000;

/** Clocks of other sources: far east, far west, and one that is put forward for half of each year. */
const CLOCKS: Readonly<Record<string, (instant: number) => number>> = {
  east: () => 14 * HOUR,
  west: () => -12 * HOUR,
  summer: (instant) => (((instant % YEAR) + YEAR) % YEAR > YEAR / 2 ? HOUR : 0),
};
const SPAN = { from: 2020, to: 2030 };
const FIRST = { year: 2020, month: 1, day: 1 };
const LAST = { year: 2030, month: 12, day: 31 };
const MIDNIGHT = { hour: 0, minute: 0, second: 0 };
const LAST_SECOND = { hour: 23, minute: 59, second: 59.999 };

/** Every question at both ends of the span. */
const QUESTIONS: Readonly<Record<string, (almanac: Almanac) => unknown>> = {
  "the first moment": (almanac) => almanac.day(FIRST, MIDNIGHT),
  "the last moment": (almanac) => almanac.day(LAST, LAST_SECOND),
  "the first instant": (almanac) => almanac.at(almanac.day(FIRST, MIDNIGHT).instant),
  "the last instant": (almanac) => almanac.at(almanac.day(LAST, LAST_SECOND).instant),
  "every day": (almanac) => [...almanac.days(FIRST, LAST)],
  "the hours of the first day": (almanac) => almanac.hours(FIRST),
  "the hours of the last day": (almanac) => almanac.hours(LAST),
  "the terms of the first year": (almanac) => [...almanac.terms(2020)],
  "the terms of the last year": (almanac) => [...almanac.terms(2030)],
  "the check of all years": (almanac) => almanac.check(2020, 2030),
  "why the first day is so": (almanac) => almanac.explain(FIRST, MIDNIGHT),
  "why the last day is so": (almanac) => almanac.explain(LAST, LAST_SECOND),
  "a birth on the first day": (almanac) => almanac.destiny({ date: FIRST, time: MIDNIGHT }),
};

function ask(zone: Zone, rule: Rule, question: (almanac: Almanac) => unknown): unknown {
  return question(createAlmanac({ zone, rule, hourHalf: "day" }));
}

describe.each(Object.entries(CLOCKS))("a zone for 2020 to 2030 from the clock %s", (id, clock) => {
  const zone = zoneFromOffsets(id, clock, SPAN);
  const { valid, ...wide } = zoneFromOffsets(id, clock, { from: 2000, to: 2050 });

  test.each(RULES)("answers both ends by the rule %s, as a wider span does", (rule) => {
    expect(valid).toBeDefined();
    for (const question of Object.values(QUESTIONS)) {
      expect(ask(zone, rule, question)).toEqual(ask(wide, rule, question));
    }
  });
});

test("a year that the zone was not made for is refused by its civil date", () => {
  const zone = zoneFromOffsets("Asia/Tokyo", () => 9 * HOUR, SPAN);
  const almanac = createAlmanac({ zone, rule: "books" });
  expect(() => almanac.day({ year: 2010, month: 3, day: 9 })).toThrow(
    expect.objectContaining({
      code: "zone-range",
      place: "zone Asia/Tokyo",
      value: "2010-03-09",
      message:
        "zone Asia/Tokyo: the zone's data do not reach this day: 2010-03-09. They hold from 2017-01-01 to 2032-01-01: make the zone for a span with every year that is asked for.",
    }),
  );
});
