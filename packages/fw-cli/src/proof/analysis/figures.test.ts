import { expect, test } from "vitest";

import type { TrialResult } from "../trial-result.ts";
import { compare, figuresOf } from "./figures.ts";
import type { TrialGroup } from "./summary.ts";

const trial = (lossMs: number, longestGapMs: number): TrialResult => ({
  classes: [
    { name: "client-push", flows: 1, survivors: 1, longestGapMs, dead: [] },
    { name: "forwarded", flows: 1, survivors: 1, longestGapMs: longestGapMs + 1, dead: [] },
    { name: "udp-up", flows: 1, survivors: 1, longestGapMs: 900, lossMs, dead: [] },
  ],
  resets: [],
  foreignResets: 0,
  ownership: [],
  deniedButOpen: 0,
  entries: [],
  dropped: [],
  conditions: { pacedStallMs: 0, bulkStallMs: 0, floorMs: 0 },
  timeline: {
    from: 0,
    to: 1,
    settled: 1,
    tenures: [],
    roles: [],
    resets: [],
    steps: [],
    arrivals: [],
  },
});
const group = (...trials: readonly TrialResult[]): TrialGroup => ({
  mode: "snat",
  fault: "power-off",
  trials,
});

test("a figure is the worst of its kind in each trial, of the measured ones", () => {
  const found = figuresOf(group(trial(30, 40), { ...trial(99, 99), notMeasurable: "busy" }));
  expect(found).toEqual({ udpLossMs: [30], tcpStallMs: [41], admissionMs: [] });
});

test("the ratio is the baseline's median over ours, and nothing is better than infinitely", () => {
  const [udp, tcp] = compare(group(trial(9_400, 13_000)), group(trial(0, 39)));
  expect(udp?.ratio).toBe(9_400);
  expect(tcp?.ratio).toBeCloseTo(13_001 / 40);
});
