import { expect, test } from "vitest";

import { outputOf } from "./support/run-almanac.ts";

test.each([
  "day 2021-06-19",
  "day 1951-12-23 --zone +08:00",
  "hour",
  "month 2021-08",
  "year 2021",
  "terms 1951",
  "fortune",
  "person 1990-02-01",
  "board 5",
  "compare 2021",
  "explain 2021-08-23",
  "range 2021-06-18 2021-06-22",
])("%s --ascii holds nothing but ASCII", async (line) => {
  expect(await outputOf(`${line} --ascii`)).toMatch(/^[\x20-\x7e\n]+$/);
});
