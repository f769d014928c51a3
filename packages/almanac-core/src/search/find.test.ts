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
