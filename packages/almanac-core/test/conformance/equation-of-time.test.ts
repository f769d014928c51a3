// oxlint-disable-next-line typescript/triple-slash-reference -- the package's own code has no Node types
/// <reference types="node" />
import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import {
  createAlmanac,
  equationOfTime,
  fixedZone,
  pairName,
  namesOf,
  solarOffsets,
} from "../../src/index.ts";

const ORACLE = new URL("../fixtures/equation-of-time.json", import.meta.url);
const DAY = 86_400_000;

describe("the equation of time", () => {
  test("agrees with Swiss Ephemeris to 0.2 s from 1900 to 2100", () => {
    const oracle = JSON.parse(readFileSync(ORACLE, "utf8")) as [number, number][];
    expect(oracle.length).toBeGreaterThan(400);
    let worst = 0;
    for (const [jd, seconds] of oracle) {
      worst = Math.max(worst, Math.abs(equationOfTime((jd - 2440587.5) * DAY) - seconds));
    }
    expect(worst).toBeLessThan(0.2);
  });
});

describe("true solar time", () => {
  const HANOI = 105.85;
  const zone = fixedZone(25_200);
  const names = namesOf("zh-Hans");

  /** Day and hour pillars by a clock that is so many seconds from universal time. */
  function pillars(
    instant: number,
    offset: number,
    dayBoundary: "midnight" | "23:00",
  ): readonly string[] {
    const sun = { id: "sun", initialOffset: offset, transitions: [] };
    const { day, hour } = createAlmanac({ zone: sun, dayBoundary }).at(instant).pillars;
    return [pairName(names, day), pairName(names, hour)];
  }

  test("turns a birth in Hanoi at 23:05 back before the Rat hour", () => {
    // Equation of time −14.3 min by Swiss Ephemeris: 22:54 by the Sun.
    const { instant } = createAlmanac({ zone }).day(
      { year: 1990, month: 2, day: 11 },
      { hour: 23, minute: 5, second: 0 },
    );
    const { mean, apparent } = solarOffsets(instant, HANOI);
    expect(mean).toBe(25_404);
    expect((apparent - mean) / 60).toBeCloseTo(-14.3, 1);
    expect(pillars(instant, apparent, "23:00")).toEqual(["丁未", "辛亥"]);
    expect(pillars(instant, 25_200, "23:00")).toEqual(["戊申", "壬子"]);
  });

  test("takes three hours from Peking time in Kashgar", () => {
    const instant = Date.UTC(1990, 5, 1, 5);
    const { mean, apparent } = solarOffsets(instant, 75.99);
    expect(Math.round((mean - 28_800) / 60)).toBe(-176);
    expect(pillars(instant, 28_800, "midnight")[1]).toBe("丁未");
    expect(pillars(instant, apparent, "midnight")[1]).toBe("乙巳");
  });
});
