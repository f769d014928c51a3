import { readFileSync } from "node:fs";

import { check, type Model } from "fw-config";
import { expect, test } from "vitest";

import type { Tenure } from "./ownership.ts";
import { surprise, takeoverBy } from "./takeover.ts";

const seed = new URL("../../../../../fw.config.yaml", import.meta.url);
const { model } = check(readFileSync(seed, "utf8"), { file: "fw.config.yaml", profile: "netns" });
const withAdverts = (advertIntervalMs: number): Model => {
  if (model === undefined) throw new Error("the seed config does not resolve");
  return { ...model, ha: { ...model.ha, advertIntervalMs } };
};

test.each([
  ["power-off", 10, "must"],
  ["pause", 10, "must"],
  ["pause", 1_000, "may"],
  ["kill-keepalived", 10, "may"],
  ["sync-link", 10, "must-not"],
  ["none", 10, "must-not"],
] as const)("%s with adverts each %i ms: the primary %s change", (fault, advert, expected) => {
  expect(takeoverBy(fault, withAdverts(advert))).toBe(expected);
});

const vip = "192.0.2.1";
const stays: readonly Tenure[] = [{ node: "a", vip, from: -100 }];
const moves: readonly Tenure[] = [
  { node: "a", vip, from: -100, to: 10 },
  { node: "b", vip, from: 12 },
];

test("a fault that did not happen is no pass", () => {
  expect(surprise("must", stays, 0, 100)).toContain("did not change");
  expect(surprise("must", moves, 0, 100)).toBeUndefined();
});

test("a takeover for no reason is no pass", () => {
  expect(surprise("must-not", moves, 0, 100)).toContain("must not");
  expect(surprise("must-not", stays, 0, 100)).toBeUndefined();
});

test("a change after the trial or back to the same node is none", () => {
  expect(surprise("must", moves, 0, 11)).toContain("did not change");
  expect(surprise("must-not", [...stays, { node: "a", vip, from: 5 }], 0, 9)).toBeUndefined();
});

test("a trial without a primary is discarded", () => {
  expect(surprise("may", [], 0, 100)).toContain("nobody");
});
