import { expect, test } from "vitest";

import { netemOptions } from "./impair.ts";

test("tc is told an impairment in the words of tc-netem", () => {
  expect(netemOptions({ lossPercent: 2.5, delayMs: 10, rateKbit: 512 })).toEqual([
    "loss",
    "2.5%",
    "delay",
    "10ms",
    "rate",
    "512kbit",
  ]);
  expect(netemOptions({})).toEqual([]);
});
