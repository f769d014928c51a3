import { LunarYear, ShouXingUtil } from "tyme4ts";
import { expect, test } from "vitest";

import { dateOfJdn, formatDate } from "../../src/index.ts";
import { lunarYear, newMoon } from "../../src/lunar.ts";
import known from "./known-lunar-differences.json" with { type: "json" };

const LUNATIONS_A_YEAR = 12.3685;
const J2000 = 2_451_545;

/** By how many seconds a new moon differs from the peer's, which follows a longer theory. */
function differenceOf(lunation: number): number {
  const theirs = ShouXingUtil.msaLonT(2 * Math.PI * lunation) * 36_525 + J2000;
  return Math.abs(newMoon(lunation).jdTT - theirs) * 86_400;
}

function greatestDifference(from: number, to: number, step = 1): number {
  const [first, last] = [from, to].map((year) => Math.ceil((year - 2000) * LUNATIONS_A_YEAR));
  let greatest = 0;
  for (let lunation = first ?? 0; lunation < (last ?? 0); lunation += step)
    greatest = Math.max(greatest, differenceOf(lunation));
  return greatest;
}

test("a new moon from 1645 to 2200 is within 20 s of the peer's, as its docstring says", () => {
  const greatest = greatestDifference(1645, 2200);
  expect(greatest).toBeGreaterThan(10);
  expect(greatest).toBeLessThan(20);
});

test.each([
  [-1000, -500, 135],
  [-500, 500, 110],
  [500, 1000, 70],
  [1000, 1500, 40],
  [1500, 2500, 25],
  [2500, 3000, 40],
  [3000, 4000, 80],
])("the stated error of new moons holds from %i to %i: %i s", (from, to, error) => {
  const greatest = greatestDifference(from, to, 7);
  expect(greatest).toBeLessThan(error);
  expect(greatest).toBeGreaterThan(error * 0.6);
});

/** A month as text: the day on which it begins, and its number. */
function monthsOf(year: number): readonly string[] {
  return lunarYear(year).map(({ jdn, month, leap }) => textOf(dateOfJdn(jdn), month, leap));
}

function theirMonths(year: number): readonly string[] {
  return LunarYear.fromYear(year)
    .getMonths()
    .map((month) => {
      const day = month.getFirstJulianDay().getSolarDay();
      const date = { year: day.getYear(), month: day.getMonth(), day: day.getDay() };
      return textOf(date, month.getMonth(), month.isLeap());
    });
}

function textOf(date: Parameters<typeof formatDate>[0], month: number, leap: boolean): string {
  return `${formatDate(date)} ${leap ? "leap " : ""}${month}`;
}

test("every lunar month from 1645 to 2100 begins where the published one does, but for the known differences", () => {
  const years = Array.from({ length: 2101 - 1645 }, (_, index) => 1645 + index);
  const found = years.flatMap((year) => {
    const theirs = theirMonths(year);
    return monthsOf(year).filter((month) => !theirs.includes(month));
  });
  expect(found).toEqual(known.published.flatMap(({ months }) => months));
}, 30_000);

/** The month and day of a civil day in the Chinese calendar of the JavaScript engine. */
const engine = new Intl.DateTimeFormat("en-u-ca-chinese", {
  timeZone: "UTC",
  month: "numeric",
  day: "numeric",
});

function engineSays(jdn: number): string {
  const { year, month, day } = dateOfJdn(jdn);
  const parts = engine.formatToParts(Date.UTC(year, month - 1, day));
  return parts.map(({ value }) => value).join("");
}

test("a lunar month from 1901 to 2100 begins where the engine's calendar has one, but where its astronomy is short", () => {
  const years = Array.from({ length: 200 }, (_, index) => 1901 + index);
  const months = years.flatMap((year) => lunarYear(year));
  const found = months.flatMap(({ jdn, month, leap }) => {
    const says = engineSays(jdn);
    const same = says === `${month}${leap ? "bis" : ""}/1`;
    return same ? [] : [textOf(dateOfJdn(jdn), month, leap)];
  });
  const excused = new Set(known.engine.flatMap((group) => group.months));
  expect(found.filter((month) => !excused.has(month))).toEqual([]);
  expect(months.length).toBeGreaterThan(2_470);
});
