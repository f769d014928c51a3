import { expect, test } from "vitest";

import { quantiles } from "./quantiles.ts";

test("a quantile is the value of the nearest rank, whatever the order", () => {
  const values = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect(quantiles(values)).toEqual({ count: 20, min: 1, median: 10, p95: 19, max: 20 });
});

test("every quantile of one value is that value, and of no values there is none", () => {
  expect(quantiles([7])).toEqual({ count: 1, min: 7, median: 7, p95: 7, max: 7 });
  expect(quantiles([])).toBeUndefined();
});
