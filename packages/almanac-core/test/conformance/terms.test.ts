import { describe, expect, test } from "vitest";

import { createAlmanac, formatDate, parseZone, type CivilDate } from "../../src/index.ts";
import fixture from "../fixtures/terms-1900-2100.json" with { type: "json" };

const SECONDS_PER_DAY = 86_400;
/** The Julian date of 1970-01-01T00:00. */
const UNIX_EPOCH = 2_440_587.5;

const FIRST_WITH_LEAP_SECONDS = 2_441_317.5;

/** TT - UTC, seconds, from the days on which it changed (IERS Bulletin C). */
const LEAP_SECONDS: readonly (readonly [jd: number, difference: number])[] = [
  [2441317.5, 42.184],
  [2441499.5, 43.184],
  [2441683.5, 44.184],
  [2442048.5, 45.184],
  [2442413.5, 46.184],
  [2442778.5, 47.184],
  [2443144.5, 48.184],
  [2443509.5, 49.184],
  [2443874.5, 50.184],
  [2444239.5, 51.184],
  [2444786.5, 52.184],
  [2445151.5, 53.184],
  [2445516.5, 54.184],
  [2446247.5, 55.184],
  [2447161.5, 56.184],
  [2447892.5, 57.184],
  [2448257.5, 58.184],
  [2448804.5, 59.184],
  [2449169.5, 60.184],
  [2449534.5, 61.184],
  [2450083.5, 62.184],
  [2450630.5, 63.184],
  [2451179.5, 64.184],
  [2453736.5, 65.184],
  [2454832.5, 66.184],
  [2456109.5, 67.184],
  [2457204.5, 68.184],
  [2457754.5, 69.184],
];

/** What the clocks counted: universal time before 1972, UTC while its leap seconds are known. */
function differenceFromTT(jdTT: number, deltaT: number): number {
  if (jdTT < FIRST_WITH_LEAP_SECONDS || jdTT > 2_461_771.5) return deltaT;
  return LEAP_SECONDS.findLast(([jd]) => jdTT >= jd)?.[1] ?? deltaT;
}

/** The civil day of an instant on a clock some hours east of Greenwich, by the platform's calendar. */
function civilDay(jdTT: number, deltaT: number, hours: number): string {
  const days = jdTT - differenceFromTT(jdTT, deltaT) / SECONDS_PER_DAY + hours / 24 - UNIX_EPOCH;
  return new Date(days * SECONDS_PER_DAY * 1000).toISOString().slice(0, 10);
}

function terms(zone: string): readonly { longitude: number; jdTT: number; date: CivilDate }[] {
  return [...createAlmanac({ zone: parseZone(zone) }).terms(1900, 2100)];
}

describe("the solar terms of 1900 to 2100 against Swiss Ephemeris", () => {
  const ours = terms("UTC");

  test("are the same 4,824, in order of time", () => {
    expect(ours).toHaveLength(4824);
    expect(ours.map(({ longitude }) => longitude)).toEqual(
      fixture.terms.map(({ longitude }) => longitude),
    );
  });

  test("are right to 1 s, and on average to 0.25 s, in terrestrial time", () => {
    const errors = ours.map(
      ({ jdTT }, i) => Math.abs(jdTT - (fixture.terms[i]?.jdTT ?? Number.NaN)) * SECONDS_PER_DAY,
    );
    expect(Math.max(...errors)).toBeLessThanOrEqual(1);
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThanOrEqual(0.25);
  });

  test.each([7, 8, 9])("fall on the right civil day %i hours east of Greenwich", (hours) => {
    const zone = `+0${hours}:00`;
    const wrong = terms(zone).flatMap(({ longitude, date }, i) => {
      const { jdTT = Number.NaN, deltaT = Number.NaN } = fixture.terms[i] ?? {};
      const expected = civilDay(jdTT, deltaT, hours);
      return formatDate(date) === expected ? [] : [{ longitude, ours: formatDate(date), expected }];
    });
    expect(wrong).toEqual([]);
  });
});
