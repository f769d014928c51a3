import { expect, test } from "vitest";

import type { TesterReport } from "../traffic/tester/protocol.ts";
import { limitsFor, longestStall, whyNotMeasurable } from "./measurable.ts";

const report = (...stalls: TesterReport["stalls"]): TesterReport => ({
  stalls,
  flows: [],
  ftp: [],
});
const fine = { pacedStallMs: 20, bulkStallMs: 50, floorMs: 20 };

test("only a stall that overlaps the window counts", () => {
  const reports = [report({ at: 0, ms: 90 }), report({ at: 95, ms: 10 }, { at: 300, ms: 70 })];
  expect(longestStall(reports, 100, 300)).toBe(10);
  expect(longestStall(reports, 80, 300)).toBe(90);
  expect(longestStall(reports, 110, 120)).toBe(0);
});

test("a quiet host can measure", () => {
  expect(whyNotMeasurable(fine, limitsFor(10))).toBeUndefined();
});

test.each([
  [{ pacedStallMs: 26 }, "datagrams"],
  [{ bulkStallMs: 61 }, "connections"],
  [{ floorMs: 26 }, "before the fault"],
])("a busy host cannot: %j", (change, said) => {
  expect(whyNotMeasurable({ ...fine, ...change }, limitsFor(10))).toContain(said);
});

test("adverts of three seconds bear longer stalls", () => {
  expect(whyNotMeasurable({ ...fine, pacedStallMs: 1_000 }, limitsFor(3_000))).toBeUndefined();
});
