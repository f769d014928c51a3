import earth from "astronomia/data/vsop87Dearth";
import { describe, expect, test } from "vitest";

import { earthLongitude } from "./series.ts";

describe("the longitude of the Earth", () => {
  test("is, term by term, what astronomia ships", () => {
    const ours = earthLongitude().map(({ amplitude, phase, frequency }) =>
      Array.from(amplitude, (a, i) => [a, phase[i], frequency[i]].join(" ")).toSorted(),
    );
    const theirs = Object.values(earth.L).map((terms) =>
      terms.map((term) => term.map(Number).join(" ")).toSorted(),
    );
    expect(ours).toEqual(theirs);
    expect(ours.map((terms) => terms.length)).toEqual([559, 341, 142, 22, 11, 5]);
  });

  test("has its amplitudes in descending order, so that a sum can end early", () => {
    for (const { amplitude } of earthLongitude()) {
      expect([...amplitude]).toEqual([...amplitude].toSorted((a, b) => b - a));
    }
  });
});
