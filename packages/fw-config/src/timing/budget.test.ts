import { expect, test } from "vitest";

import { exampleModel } from "../../test/artifacts.ts";
import { failoverBudget, takeoverMs, tcpStall } from "./budget.ts";

test("the seed on hardware: 20 ms adverts, a backup of priority 244", () => {
  const budget = failoverBudget(exampleModel("seed"), 20_000);
  expect(budget.skewMs).toBeCloseTo(0.94, 2);
  expect(budget.detectionMs.min).toBeCloseTo(40.94, 2);
  expect(budget.detectionMs.max).toBeCloseTo(60.94, 2);
  expect(budget.announcedMs).toBe(budget.skewMs);
  expect(budget.commitMs).toBe(0);
  expect(budget.tcpStallMs).toStrictEqual({ min: 200, max: 200 });
});

test("what carries adverts is not announced", () => {
  const seed = { advertInterfaces: ["eth0"], announcedInterfaces: ["eth1"] };
  expect(failoverBudget(exampleModel("seed"))).toMatchObject(seed);
  const published = { advertInterfaces: ["eth1", "eth0"], announcedInterfaces: [] };
  expect(failoverBudget(exampleModel("published"))).toMatchObject(published);
});

test("with an external cache 20,000 connections take 200 ms to commit", () => {
  const { commitMs, tcpStallMs } = failoverBudget(exampleModel("dual-stack"), 20_000);
  expect(commitMs).toBe(200);
  expect(tcpStallMs).toStrictEqual({ min: 600, max: 600 });
});

test("the published configuration: the measured 9.41 s lie in the window", () => {
  const { detectionMs, tcpStallMs } = failoverBudget(exampleModel("published"));
  expect(detectionMs.min).toBeLessThan(9410);
  expect(detectionMs.max).toBeGreaterThan(9410);
  expect(tcpStallMs.max).toBe(12_600);
});

test.each(["seed", "dual-stack", "published"])(
  "the backup of %s has taken over when the longest takeover has passed, and not an interval before",
  (name) => {
    const model = exampleModel(name);
    const { detectionMs } = failoverBudget(model);
    expect(takeoverMs(model.ha)).toBeGreaterThanOrEqual(detectionMs.max);
    expect(takeoverMs(model.ha) - model.ha.advertIntervalMs).toBeLessThan(detectionMs.max);
  },
);

test.each([
  [0, 200],
  [200, 200],
  [201, 600],
  [601, 1400],
  [9410, 12_600],
])("an outage of %i ms stops TCP for %i ms", (outage, stall) => {
  expect(tcpStall(outage)).toBe(stall);
});
