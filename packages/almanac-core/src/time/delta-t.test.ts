import { describe, expect, test } from "vitest";

import { jdnOfDate } from "./civil-date.ts";
import { decimalYear, deltaT, deltaTError, unixOfTT } from "./delta-t.ts";

const jdOf = (year: number): number => 2451544.5 + (year - 2000) * 365.2425;

describe("ΔT", () => {
  test.each([
    [-720, 20550.6, 1],
    [0, 10574, 30],
    [1000, 1467.7, 1],
    [1700, 14.6, 1],
    [1900, -1.98, 0.05],
    [1955, 31.07, 0.01],
    [1970, 40.18, 0.05],
    [2000, 64.184, 0],
    [2024.5, 69.184, 0],
    [2100, 93.3, 0.5],
    [2127.5, 107.5073, 0.001],
    [3000, 3292.5, 0.5],
  ])("in %f is %f s", (year, seconds, tolerance) => {
    expect(Math.abs(deltaT(jdOf(year)) - seconds)).toBeLessThanOrEqual(tolerance + 1e-9);
  });

  test("makes no step but the leap seconds", () => {
    const steps: number[] = [];
    for (let jd = jdOf(-1000); jd < jdOf(4000); jd += 5) {
      const step = deltaT(jd + 5) - deltaT(jd);
      if (Math.abs(step) > 0.4 && !(decimalYear(jd) < 1500) && !(decimalYear(jd) > 2250)) {
        steps.push(step);
      }
    }
    expect(steps).toEqual(Array.from({ length: 27 }, () => expect.closeTo(1, 6)));
  });

  test("does not jump where one model follows another", () => {
    for (const year of [-720, 1945, 1955, 1972, 2027.5, 2127.5, 2500]) {
      expect(Math.abs(deltaT(jdOf(year + 0.01)) - deltaT(jdOf(year - 0.01)))).toBeLessThan(0.5);
    }
  });

  test("adds a leap second at its instant", () => {
    const before = jdnOfDate({ year: 2017, month: 1, day: 1 }) - 0.5 + 68.184 / 86400;
    expect(deltaT(before - 2e-9)).toBe(68.184);
    expect(deltaT(before + 1.1 / 86400)).toBeCloseTo(69.184, 9);
  });

  test("turns terrestrial time into Unix time", () => {
    const midnight = jdnOfDate({ year: 2020, month: 6, day: 1 }) - 0.5;
    expect(unixOfTT(midnight + 69.184 / 86400)).toBe(Date.parse("2020-06-01T00:00:00Z"));
  });

  test("states its error: none where UTC is known, hours in neither direction", () => {
    expect(deltaTError(2000)).toBe(0);
    expect(deltaTError(2027)).toBe(0);
    expect(deltaTError(2100)).toBeGreaterThan(10);
    expect(deltaTError(1000)).toBe(55);
    expect(deltaTError(-1000)).toBe(640);
  });
});
