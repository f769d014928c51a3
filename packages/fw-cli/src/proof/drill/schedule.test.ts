import { readFileSync } from "node:fs";

import { check, type Model } from "fw-config";
import { expect, test } from "vitest";

import { drawSchedule } from "./schedule.ts";
import { shrink } from "./shrink.ts";
import { apartMs } from "./violations.ts";

const text = readFileSync(new URL("../../../../../fw.config.yaml", import.meta.url), "utf8");
const model = check(text, { profile: "netns" }).model as Model;

test("a seed always draws the same schedule, and others draw others", () => {
  expect(drawSchedule(model, 7)).toEqual(drawSchedule(model, 7));
  const drawn = new Set(
    Array.from({ length: 50 }, (_, seed) => JSON.stringify(drawSchedule(model, seed).steps)),
  );
  expect(drawn.size).toBe(50);
});

test("every schedule ends healed and settled", () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const { steps } = drawSchedule(model, seed);
    expect(steps.findLastIndex(({ do: verb }) => verb === "settle")).toBeGreaterThan(
      steps.findLastIndex(({ do: verb }) => !["heal", "settle", "wait"].includes(verb)),
    );
  }
});

test("a hundred seeds draw every kind of fault", () => {
  const verbs = Array.from({ length: 100 }, (_, seed) => drawSchedule(model, seed).steps).flat();
  expect(new Set(verbs.map((step) => step.do))).toEqual(
    new Set(["power", "kill", "link", "isolate", "switchover", "starve", "wait", "heal", "settle"]),
  );
});

test("shrinking finds the pair of elements that fails", async () => {
  const fails = async (candidate: readonly number[]): Promise<boolean> =>
    candidate.includes(3) && candidate.includes(9);
  expect(await shrink([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], fails)).toEqual([3, 9]);
});

test("only what keeps the pair from hearing one another explains two holders", () => {
  const wait = { do: "wait", ms: 400 } as const;
  expect(apartMs([{ do: "isolate", node: "fw-1" }, wait, { do: "heal" }, wait])).toBe(400);
  expect(apartMs([{ do: "power", node: "fw-1", action: "off" }, wait])).toBe(0);
});
