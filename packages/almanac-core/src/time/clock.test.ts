import { describe, expect, test } from "vitest";

import { splitHistoryAt, standardOffsetAt } from "./clock.ts";
import { HO_CHI_MINH } from "./ho-chi-minh.ts";
import { fixedZone, zoneFromOffsets } from "./make-zone.ts";
import { offsetAt } from "./zone.ts";

/** What the host's database calls the clock, and its offset: another source of what is summer time. */
function host(id: string): {
  offset: (instant: number) => number;
  name: (instant: number) => string;
} {
  const part = (timeZoneName: "longOffset" | "long") => {
    const format = new Intl.DateTimeFormat("en", { timeZone: id, timeZoneName });
    return (instant: number): string =>
      format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? "";
  };
  const text = part("longOffset");
  return {
    name: part("long"),
    offset: (instant) => {
      const [, sign, hours = 0, minutes = 0, seconds = 0] =
        /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text(instant)) ?? [];
      const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
      return sign === "-" ? -size : size;
    },
  };
}

const DAY = 86_400_000;

describe("summer time", () => {
  test.each([
    ["Asia/Shanghai", 1950, 2000],
    ["Asia/Tokyo", 1952, 1990],
    ["Europe/Berlin", 1950, 2020],
    ["Europe/London", 1972, 2020],
    ["America/New_York", 1970, 2020],
    ["Australia/Sydney", 1970, 2020],
  ])("of %s is what the host's database calls by such a name", (id, from, to) => {
    const { offset, name } = host(id);
    const zone = zoneFromOffsets(id, offset, { from, to });
    for (let at = Date.UTC(from, 0, 2); at < Date.UTC(to, 11, 31); at += 9 * DAY) {
      const summer = /Summer|Daylight/.test(name(at));
      expect([new Date(at).toISOString(), standardOffsetAt(zone, at) !== undefined]).toEqual([
        new Date(at).toISOString(),
        summer,
      ]);
    }
  });

  test("of China in 1988 is an hour before +08:00", () => {
    const zone = zoneFromOffsets("Asia/Shanghai", host("Asia/Shanghai").offset, {
      from: 1986,
      to: 1990,
    });
    expect(offsetAt(zone, Date.UTC(1988, 6, 17))).toBe(32_400);
    expect(standardOffsetAt(zone, Date.UTC(1988, 6, 17))).toBe(28_800);
    expect(standardOffsetAt(zone, Date.UTC(1988, 0, 17))).toBeUndefined();
  });

  test("is not what a change of meridian is", () => {
    for (const year of [1944, 1946, 1950, 1958, 1970, 1974, 2024]) {
      expect(standardOffsetAt(HO_CHI_MINH, Date.UTC(year, 5, 1))).toBeUndefined();
    }
  });
});

describe("a split history", () => {
  test("is that of Vietnam from 1960-01-01 to 1975-06-13, where the zone's own changes lie", () => {
    const found = splitHistoryAt(HO_CHI_MINH, Date.UTC(1968, 1, 5));
    expect(found).toMatchObject({ id: "saigon-1960", elsewhere: 25_200 });
    const changes = HO_CHI_MINH.transitions.map(({ at }) => at);
    expect(changes).toContain(found?.from);
    expect(changes).toContain(found?.to);
    expect(splitHistoryAt(HO_CHI_MINH, Date.UTC(1975, 5, 13))).toBeUndefined();
    expect(splitHistoryAt(fixedZone(28_800), Date.UTC(1968, 1, 5))).toBeUndefined();
  });
});
