import earth from "astronomia/data/vsop87Dearth";
import { describe, expect, test } from "vitest";

import { earthLongitude } from "./series.ts";

/** The terms of astronomia, power by power, the greatest first. */
const theirs = Object.values(earth.L).map((terms) =>
  terms.map((term) => term.map(Number)).toSorted(([a = 0], [b = 0]) => b - a),
);

/** Julian millennia from J2000, all over the years of the almanac. */
const TIMES = [-3, -2.2, -1, -0.1, 0, 0.024, 0.1, 1, 2];

describe("the longitude of the Earth", () => {
  test("is, term by term, what astronomia ships, but for digits and terms that no year can tell", () => {
    const ours = earthLongitude();
    expect(ours).toHaveLength(6);
    for (const [power, { amplitude, phase, frequency }] of ours.entries()) {
      for (const [i, [a = 0, b = 0, c = 0]] of (theirs[power] ?? []).entries()) {
        // What is left out, and how far it may be off.
        const [mine, most] = i < amplitude.length ? [amplitude[i], 1e-12] : [0, 1e-10 / 3 ** power];
        expect(Math.abs((mine ?? 0) - a)).toBeLessThan(most);
        for (const tau of i < amplitude.length ? TIMES : []) {
          const angle = (phase[i] ?? 0) + (frequency[i] ?? 0) * tau;
          expect(Math.abs(a * (angle - (b + c * tau)) * tau ** power)).toBeLessThan(2.1e-12);
        }
      }
    }
  });

  test("is in sum within 3 ten-billionths of a radian of all of it: two milliseconds of time", () => {
    for (const tau of TIMES) {
      const all = theirs.map((terms, power) =>
        terms.map(([a = 0, b = 0, c = 0]) => a * Math.cos(b + c * tau) * tau ** power),
      );
      const kept = earthLongitude().map(({ amplitude, phase, frequency }, power) =>
        Array.from(
          amplitude,
          (a, i) => a * Math.cos((phase[i] ?? 0) + (frequency[i] ?? 0) * tau) * tau ** power,
        ),
      );
      const sum = (terms: readonly (readonly number[])[]): number =>
        terms.flat().reduce((total, term) => total + term, 0);
      expect(Math.abs(sum(all) - sum(kept))).toBeLessThan(3e-10);
    }
  });

  test("has its amplitudes in descending order, so that a sum can end early", () => {
    for (const { amplitude } of earthLongitude()) {
      expect([...amplitude]).toEqual([...amplitude].toSorted((a, b) => b - a));
    }
  });
});
