import { expect, test } from "vitest";

import { monotonicOf } from "./clock.ts";

test("a stamp is as old on the monotonic clock as on the wall's", () => {
  expect(monotonicOf(1_000_000, 1_000_007, 500)).toBe(493);
});

test.each([-3_600_000, 3_600_000, -5])(
  "a clock set by %i ms before the stamp changes nothing",
  (by) => {
    expect(monotonicOf(1_000_000 + by, 1_000_007 + by, 500)).toBe(493);
  },
);

test.each([-3_600_000, 3_600_000])(
  "a clock set by %i ms between stamp and reading is noticed",
  (by) => {
    expect(monotonicOf(1_000_000, 1_000_007 + by, 500)).toBe(500);
  },
);
