import { expect, test } from "vitest";

import { ageText, labTable } from "./lab-table.ts";

test.each([
  [-5, "0 s"],
  [59_999, "59 s"],
  [60_000, "1 min"],
  [3_599_999, "59 min"],
  [2 * 3_600_000 + 300_000, "2 h 5 min"],
  [50 * 3_600_000, "2 d 2 h"],
])("%i ms are %s", (ms, text) => {
  expect(ageText(ms)).toBe(text);
});

test("a lab that is down has no age and takes no memory", () => {
  const office = { name: "office", driver: null, startedAt: null, memoryBytes: 0 } as const;
  const lab = { ...office, state: "down", diskBytes: 1_048_577, configFile: null } as const;
  expect(labTable([lab], 0).split("\n")[1]).toMatch(/^office +down +– +– +– +2 MiB +–$/);
});
