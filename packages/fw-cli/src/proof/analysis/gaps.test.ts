import { expect, test } from "vitest";

import { longestGap } from "./gaps.ts";

test("only gaps that end after the fault count, also when they began before it", () => {
  expect(longestGap([0, 500, 510, 590, 600], 505)).toBe(80);
  expect(longestGap([0, 500, 510], 400)).toBe(500);
});

test("fewer than two arrivals have no gap", () => {
  expect(longestGap([], 0)).toBe(0);
  expect(longestGap([5], 0)).toBe(0);
});
