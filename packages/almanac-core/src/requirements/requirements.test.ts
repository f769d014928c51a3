import { describe, expect, test } from "vitest";

import { createAlmanac } from "../almanac.ts";
import type { TableSegment, Track } from "../record/year-table.ts";
import { ordinalOf, solarTerm } from "../term/solar-term.ts";
import { formatDate } from "../time/julian.ts";
import { parseZone } from "../time/make-zone.ts";
import { checkRequirements } from "./requirements.ts";

const zone = parseZone("+07:00");

function datesOf(
  rule: "season" | "books" | "nearest" | "interpolated",
  requirement: string,
  year: number,
) {
  const { violations } = createAlmanac({ zone, rule }).check(year);
  return violations
    .filter((violation) => violation.requirement === requirement)
    .map(({ date }) => formatDate(date).slice(5));
}

describe("the requirements", () => {
  test.each(["+07:00", "+08:00", "Asia/Ho_Chi_Minh"])(
    "are all met by the rule season from 1900 to 2100 in %s",
    (id) => {
      expect(createAlmanac({ zone: parseZone(id) }).check(1900, 2100).violations).toEqual([]);
    },
  );

  test("can be met from 604 to 3914: no half has fewer than 180 days in UTC+7 and UTC+8", () => {
    const instants = Array.from(
      { length: 2 * 3312 },
      (_, i) => solarTerm(ordinalOf(603 + Math.floor(i / 2), i % 2 === 0 ? 90 : 270)).instant,
    );
    for (const hours of [7, 8]) {
      const days = instants.map((instant) => Math.floor((instant / 3_600_000 + hours) / 24));
      const halves = days.slice(1).map((day, i) => day - (days[i] ?? 0));
      expect(Math.min(...halves)).toBe(180);
    }
  });

  test("are broken by the books in 2021 on eleven days, 23 August among them", () => {
    const jumps = [...datesOf("books", "R2", 2021), ...datesOf("books", "R3", 2021)].toSorted();
    expect(jumps).toEqual([
      "01-16",
      "02-18",
      "03-17",
      "04-20",
      "05-16",
      "06-21",
      "07-15",
      "08-23",
      "09-13",
      "10-23",
      "11-12",
    ]);
    const august = createAlmanac({ zone, rule: "books" })
      .check(2021)
      .violations.find(({ date }) => date.month === 8);
    expect(august).toMatchObject({ date: { year: 2021, month: 8, day: 23 }, stars: [7, 9] });
  });

  test("R1 is broken by the rule nearest between the solstice and its turn", () => {
    expect(datesOf("nearest", "R1", 2021)).toContain("06-22");
    expect(datesOf("nearest", "R1", 2021)).not.toContain("08-01");
    expect(datesOf("nearest", "R2", 2021)).toEqual([]);
  });

  test("R3 and R4 are broken by the rule interpolated at the solstices", () => {
    expect(datesOf("interpolated", "R3", 2021)).toEqual(["06-21", "12-21"]);
    expect(datesOf("interpolated", "R4", 2021)).toContain("06-21");
  });
});

/** A half of the rule season, as a year table holds it. */
function half(first: number, name: "yang" | "yin"): TableSegment {
  const base = name === "yang" ? 1 : 9;
  return {
    first,
    half: name,
    origin: first,
    base,
    limit: 179,
    cause: "solstice",
    ordinal: 0,
    doubts: [],
  };
}

function track(segments: readonly TableSegment[]): Track {
  return { segments, firsts: segments.map(({ first }) => first) };
}

/** Years of 365 days from 2001-01-01, day 2451911, with halves of 183 and 182 days. */
function halvesOf(year: number): readonly TableSegment[] {
  const winter = 2451900 + 365 * (year - 2001);
  return [
    half(winter - 182, "yin"),
    half(winter, "yang"),
    half(winter + 183, "yin"),
    half(winter + 365, "yang"),
  ];
}

type Change = (segments: readonly TableSegment[]) => readonly TableSegment[];

/** The requirements that a rule breaks which changes the rule season. */
function brokenBy(change: Change): ReadonlySet<string> {
  const tableOf = (year: number) => ({
    firstDay: 2451911 + 365 * (year - 2001),
    halves: track(halvesOf(year)),
    stars: track(change(halvesOf(year))),
  });
  const { violations } = checkRequirements("season", tableOf, 2002, 2003);
  return new Set(violations.map(({ requirement }) => requirement));
}

describe("the checker", () => {
  test("finds nothing in a sound year", () => {
    expect(brokenBy((all) => all)).toEqual(new Set());
  });

  test("finds R1 when the star goes the wrong way", () => {
    expect(brokenBy((all) => all.map((s) => ({ ...s, half: "yang" as const, base: 1 })))).toContain(
      "R1",
    );
  });

  test("finds R2 when the star jumps or stands still", () => {
    expect(brokenBy((all) => all.map((s) => ({ ...s, first: s.first + 50 })))).toContain("R2");
  });

  test("finds R3 when the halves do not meet", () => {
    expect(
      brokenBy((all) => all.map((s) => ({ ...s, base: s.half === "yang" ? 1 : 6 }))),
    ).toContain("R3");
  });

  test("finds R4 when a half does not start on its Jia-Rat day or moves too long", () => {
    expect(brokenBy((all) => all.map((s) => ({ ...s, limit: 1e6 })))).toContain("R4");
    expect(brokenBy((all) => all.map((s) => ({ ...s, origin: s.first - 9 })))).toContain("R4");
  });
});
