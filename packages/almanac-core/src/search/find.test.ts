import { intlZone } from "almanac-core/intl";
import { describe, expect, test } from "vitest";

import { createAlmanac } from "../almanac.ts";
import { parseDate } from "../time/civil-date.ts";
import { formatDate } from "../time/julian.ts";
import { type Conditions, matches } from "./conditions.ts";

function found(
  conditions: Conditions,
  from: string,
  to: string,
  almanac = createAlmanac(),
): string[] {
  return [...almanac.find(conditions, parseDate(from), parseDate(to))].map(
    ({ date, time }) =>
      `${formatDate(date)} ${String(time.hour).padStart(2, "0")}:${String(time.minute).padStart(2, "0")}`,
  );
}

// A scan of every hour of a year for each, on a machine that may be busy.
describe("a search", { timeout: 60_000 }, () => {
  test("goes from four pillars back to their moments", () => {
    // 2024-08-23 12:00 UTC+8, on which two other libraries agree: Jia-Dragon Ren-Monkey Ji-Sheep Geng-Horse.
    const almanac = createAlmanac({ zone: "+08:00" });
    const pairs = { year: 40, month: 8, day: 55, hour: 6 };
    expect(found({ pairs }, "1600-01-01", "2300-12-31", almanac)).toContain("2024-08-23 11:00");
    for (const record of almanac.find({ pairs }, parseDate("0700-01-01"), parseDate("3900-12-31")))
      expect(record.pillars).toEqual(pairs);
  });

  // A scan of every day, or hour, is the other way to the same answer.
  test.each<Conditions>([
    { pairs: { day: 0 } },
    { stars: { day: 8 }, half: "yin" },
    { pairs: { month: 5 } },
    { held: true },
    { term: 315 },
    { stars: { year: 3, month: 5 } },
    { starIn: { S: 9, N: 1 } },
  ])("for %j finds the days that a scan finds", (conditions) => {
    const almanac = createAlmanac();
    const [from, to] = [parseDate("2023-11-01"), parseDate("2025-03-31")];
    const scanned = new Set<string>();
    for (const { date } of almanac.days(from, to)) {
      for (const record of almanac.possible(date))
        if (matches(record, conditions)) scanned.add(formatDate(date));
      // What begins at a middle period in the middle of the day.
      for (let hour = 0; hour < 24; hour++)
        if (matches(almanac.day(date, { hour, minute: 59, second: 59 }), conditions))
          scanned.add(formatDate(date));
    }
    const days = [...almanac.find(conditions, from, to)].map(({ date }) => formatDate(date));
    expect(days.length).toBeGreaterThan(0);
    expect(new Set(days).size).toBe(days.length);
    expect(days).toEqual([...scanned]);
  });

  test.each(["midnight", "23:00"] as const)(
    "finds the hours that a scan finds, with days from %s",
    (dayBoundary) => {
      const almanac = createAlmanac({ dayBoundary });
      const conditions: Conditions = { pairs: { hour: 12 }, stars: { hour: 1 } };
      const scanned: string[] = [];
      let eve = false;
      for (const { date } of almanac.days(parseDate("2024-01-01"), parseDate("2024-03-31"))) {
        for (let hour = 0; hour < 24; hour++) {
          const match = matches(almanac.day(date, { hour, minute: 30, second: 0 }), conditions);
          if (match && !eve) scanned.push(formatDate(date));
          eve = match;
        }
      }
      const days = found(conditions, "2024-01-01", "2024-03-31", almanac).map((text) =>
        text.slice(0, 10),
      );
      expect(days).toEqual(scanned);
      expect(days.length).toBeGreaterThan(0);
    },
  );

  test.each([
    [{ pairs: { year: 0, month: 14 } }, "pairs.month"],
    [{ pairs: { day: 0, hour: 1 + 24 } }, "pairs.hour"],
    [{ pairs: { year: 0 }, stars: { year: 2 } }, "stars.year"],
    [{ starIn: { S: 9, N: 9 } }, "starIn"],
  ])("that can never match says so at once: %j", (conditions, place) => {
    expect(() => found(conditions, "2024-01-01", "2024-12-31")).toThrow(
      expect.objectContaining({ code: "search-impossible", place }),
    );
  });
});

// Every day of a year for each pair, on a machine that may be busy.
test(
  "a search by the pair of the day finds the days of a scan, also where they begin at 23:00",
  { timeout: 60_000 },
  () => {
    for (const dayBoundary of ["midnight", "23:00"] as const) {
      const almanac = createAlmanac({ zone: "+08:00", rule: "books", dayBoundary });
      const [from, to] = [parseDate("2024-01-01"), parseDate("2024-06-30")];
      const scanned = [...almanac.days(from, to)];
      for (let day = 0; day < 60; day++) {
        const dates = [...almanac.find({ pairs: { day } }, from, to)];
        for (const { pillars } of dates) expect(pillars.day).toBe(day);
        const noons = scanned.filter(({ pillars }) => pillars.day === day);
        // A day that begins at 23:00 is found on its eve; the first of the span may have begun before it.
        const begins = noons.map(({ jdn }) => jdn - (dayBoundary === "midnight" ? 0 : 1));
        const first = scanned[0]?.jdn ?? 0;
        expect(dates.map(({ jdn }) => jdn).filter((jdn) => jdn > first)).toEqual(
          expect.arrayContaining(begins.filter((jdn) => jdn > first)),
        );
      }
    }
  },
);

describe("next", () => {
  const utc = createAlmanac({ zone: "UTC" });
  const after = Date.UTC(2026, 5, 19, 0, 0, 0);

  test("is the first moment after an instant, and never the one that has begun", () => {
    const coming = utc.next({ pairs: { day: 0 } }, after - 1);
    expect(coming?.instant).toBe(after);
    expect(utc.next({ pairs: { day: 0 } }, after)?.instant).toBe(after + 60 * 86_400_000);
    expect(utc.next({ pairs: { day: 0 } }, after + 1)?.instant).toBe(after + 60 * 86_400_000);
  });

  test("is what find gives first, for every kind of condition", () => {
    const from = { year: 2026, month: 6, day: 20 };
    const to = { year: 2100, month: 1, day: 1 };
    for (const conditions of [
      { stars: { day: 5 } },
      { pairs: { hour: 17 } },
      { held: true },
      { starIn: { S: 9 } },
      { term: 0, half: "yang" as const },
    ]) {
      const [first] = utc.find(conditions, from, to);
      expect(utc.next(conditions, Date.UTC(2026, 5, 19, 23, 59, 59))).toEqual(first);
    }
  });

  test("ends with the rule, the theory or the zone's data, and says so", () => {
    const late = createAlmanac({ zone: "UTC", rule: "books" });
    expect(utc.next({ held: true }, Date.UTC(3914, 11, 30))).toBeUndefined();
    expect(late.next({ stars: { day: 1 } }, Date.UTC(4000, 11, 31, 1))).toBeUndefined();
    const zone = intlZone("Asia/Tokyo", { from: 2024, to: 2026 });
    const tokyo = createAlmanac({ zone });
    expect(tokyo.next({ pairs: { year: 0 } }, Date.UTC(2025, 0, 1))).toBeUndefined();
    expect(tokyo.next({ pairs: { day: 0 } }, Date.UTC(2026, 9, 1))?.date).toEqual({
      year: 2026,
      month: 10,
      day: 17,
    });
  });

  test("refuses at the call what can never match, and what is no instant", () => {
    expect(() => utc.next({ pairs: { year: 0, month: 0 } }, 0)).toThrow(
      expect.objectContaining({ code: "search-impossible" }),
    );
    expect(() => utc.next({}, Number.NaN)).toThrow(
      expect.objectContaining({ code: "argument-invalid" }),
    );
  });
});
