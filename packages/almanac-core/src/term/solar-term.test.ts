import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { apparentLongitude } from "./apparent-longitude.ts";
import { longitudeOf } from "./computed-term.ts";
import { ordinalOf, solarTerm } from "./solar-term.ts";

const seconds = (text: string): number => Date.parse(text) / 1000;

describe("solar terms", () => {
  // JPL DE431 with IAU 2006 precession, as civil time of UTC+8 or UTC+7.
  test.each([
    ["Winter Solstice", 1951, 270, "1951-12-23T00:00:01+08:00", 1.5],
    ["Great Cold", 1979, 300, "1979-01-20T23:59:54+08:00", 1],
    ["Winter Solstice", 2021, 270, "2021-12-21T23:59:18+08:00", 1],
    ["Summer Solstice", 1953, 90, "1953-06-21T23:59:54+07:00", 1.5],
    ["Spring starts", 2024, 315, "2024-02-04T16:27:07.6+08:00", 0.7],
  ])("%s of %i is right to the second near midnight", (_, year, longitude, expected, tolerance) => {
    const { instant } = solarTerm(ordinalOf(year, longitude));
    expect(Math.abs(instant / 1000 - seconds(expected))).toBeLessThan(tolerance);
  });

  test("are where the Sun's apparent longitude is theirs, in order, in their own year", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000 * 24, max: 4000 * 24 }), (ordinal) => {
        const term = solarTerm(ordinal);
        const turns = (apparentLongitude(term.jdTT) * 180) / Math.PI - longitudeOf(ordinal);
        // 0.004″ of arc is 0.1 s.
        const year = Math.floor(ordinal / 24);
        expect(Math.abs(turns - 360 * Math.round(turns / 360)) * 3600).toBeLessThan(0.004);
        const next = solarTerm(ordinal + 1).jdTT - term.jdTT;
        expect(next).toBeGreaterThan(14.6);
        expect(next).toBeLessThan(15.9);
        expect(ordinalOf(year, term.longitude)).toBe(ordinal);
      }),
      // Where a last step of 0.002 days was found to leave the most, 0.0053″.
      { examples: [[-20666], [-20834], [-16069], [-11545]] },
    );
  });

  test("state an error that grows with the distance in time", () => {
    const errors = [-1000, 1000, 1800, 2000].map((year) => solarTerm(24 * year).error);
    expect(errors).toEqual(errors.toSorted((a, b) => b - a));
    expect(solarTerm(24 * 2000).error).toBe(0.6);
  });
});
