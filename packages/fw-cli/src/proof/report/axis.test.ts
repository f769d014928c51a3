import fc from "fast-check";
import { expect, test } from "vitest";

import { roundSteps, scale } from "./axis.ts";

test("an axis has round steps", () => {
  expect(roundSteps(-50, 150)).toEqual([-50, 0, 50, 100, 150]);
  expect(roundSteps(0, 9_400)).toEqual([0, 2_000, 4_000, 6_000, 8_000]);
  expect(roundSteps(-3, 30)).toEqual([0, 5, 10, 15, 20, 25, 30]);
});

test("an axis has few steps, all within its range", () => {
  const from = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const span = fc.tuple(from, fc.double({ min: 0.01, max: 1e6, noNaN: true }));
  fc.assert(
    fc.property(span, ([start, length]) => {
      const steps = roundSteps(start, start + length);
      expect(steps.length).toBeGreaterThanOrEqual(2);
      expect(steps.length).toBeLessThanOrEqual(10);
    }),
  );
});

test("a scale keeps to its ends", () => {
  const x = scale(-10, 10, 100, 300);
  expect([-20, -10, 0, 5, 99].map(x)).toEqual([100, 100, 200, 250, 300]);
});
