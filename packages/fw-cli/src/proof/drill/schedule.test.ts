import { readFileSync } from "node:fs";

import { check, type Model } from "fw-config";
import { expect, test } from "vitest";

import { parseSteps } from "../../faults/parse-step.ts";
import { type FaultStep, stepText } from "../../faults/step.ts";
import { drawSchedule, isValidSchedule } from "./schedule.ts";
import { shrink } from "./shrink.ts";
import { apartMs } from "./violations.ts";

const text = readFileSync(new URL("../../../../../fw.config.yaml", import.meta.url), "utf8");
const model = check(text, { profile: "netns" }).model as Model;

/** Steps that harm nobody. */
const quiet: readonly string[] = ["heal", "open", "settle", "wait"];

function kindOf(step: FaultStep): string {
  if (step.do === "power") return `power ${step.action}`;
  if (step.do === "restart" || step.do === "reload") return `${step.do} ${step.service}`;
  if (step.do === "kill") return `kill ${step.daemon}${step.hard ? " -9" : ""}`;
  return step.do === "link" ? `link ${step.iface}` : step.do;
}

test("a seed always draws the same schedule, and others draw others", () => {
  expect(drawSchedule(model, 7)).toEqual(drawSchedule(model, 7));
  const drawn = new Set(
    Array.from({ length: 50 }, (_, seed) => JSON.stringify(drawSchedule(model, seed).steps)),
  );
  expect(drawn.size).toBe(50);
});

test("every schedule ends with a crash of a pair that has settled", () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const { steps } = drawSchedule(model, seed);
    expect(steps.at(-1)).toEqual({ do: "power", node: "primary", action: "off" });
    const faults = steps.slice(0, -1).filter(({ do: verb }) => !quiet.includes(verb));
    expect(faults.length).toBeGreaterThanOrEqual(1);
    expect(faults.length).toBeLessThanOrEqual(2);
  }
});

test("between two faults the pair is healed and settles", () => {
  const followers = Array.from({ length: 100 }, (_, seed) => {
    const verbs = drawSchedule(model, seed)
      .steps.map((step) => step.do)
      .filter((verb) => verb !== "wait" && verb !== "open");
    return verbs
      .slice(0, -1)
      .flatMap((verb, index) =>
        quiet.includes(verb) ? [] : [verbs.slice(index + 1, index + 3).join(" ")],
      );
  });
  expect([...new Set(followers.flat())]).toEqual(["heal settle"]);
});

test("a conntrackd that is killed or restarted has time to say that its copies are incomplete", () => {
  const steps = Array.from({ length: 100 }, (_, seed) => drawSchedule(model, seed).steps).flat();
  const kills = [...steps.keys()].filter((index) => {
    const step = steps[index];
    return /^(kill|restart) \w+ conntrackd/.test(step === undefined ? "" : stepText(step));
  });
  expect(kills.length).toBeGreaterThan(3);
  for (const index of kills) expect(steps[index + 1]).toEqual({ do: "wait", ms: 600 });
});

test("a hundred seeds draw every kind of fault", () => {
  const drawn = Array.from({ length: 100 }, (_, seed) => drawSchedule(model, seed).steps).flat();
  const kinds = new Set(drawn.filter(({ do: verb }) => !quiet.includes(verb)).map(kindOf));
  expect([...kinds].toSorted()).toEqual([
    "isolate",
    "kill conntrackd",
    "kill conntrackd -9",
    "kill keepalived",
    "kill keepalived -9",
    "link eth0",
    "link eth1",
    "link eth2",
    "power off",
    "power pause",
    "power stop",
    "reload keepalived",
    "reload nftables",
    "reload systemd-networkd",
    "restart conntrackd",
    "restart keepalived",
    "restart nftables",
    "restart systemd-networkd",
    "starve",
    "switchover",
  ]);
});

test("a fault is valid only where the pair has converged", () => {
  for (let seed = 0; seed < 100; seed += 1) {
    expect(isValidSchedule(drawSchedule(model, seed).steps)).toBe(true);
  }
  const again = "power primary off";
  for (const [between, valid] of [
    ["wait 900 ms; heal; settle; open", true],
    ["wait 900 ms", false],
    ["heal", false],
    ["settle", false],
    ["settle; heal", false],
  ] as const) {
    const steps = parseSteps(`${again}; ${between}; ${again}`);
    expect([between, isValidSchedule(steps)]).toEqual([between, valid]);
  }
  expect(isValidSchedule(parseSteps("kill backup conntrackd; wait 600 ms; heal; settle"))).toBe(
    true,
  );
  expect(isValidSchedule(parseSteps("kill backup conntrackd; heal; settle"))).toBe(false);
  expect(isValidSchedule(parseSteps("restart backup conntrackd; heal; settle"))).toBe(false);
  expect(isValidSchedule(parseSteps("restart backup nftables; heal; settle"))).toBe(true);
});

test("shrinking finds the pair of elements that fails", async () => {
  const fails = async (candidate: readonly number[]): Promise<boolean> =>
    candidate.includes(3) && candidate.includes(9);
  expect(await shrink([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], fails)).toEqual([3, 9]);
});

test("only what keeps the pair from hearing one another explains two holders, until it is healed", () => {
  const isolated = [
    { at: 0, step: { do: "isolate", node: "fw-1" } },
    { at: 10, step: { do: "wait", ms: 400 } },
    { at: 410, step: { do: "heal" } },
    { at: 440, step: { do: "wait", ms: 400 } },
  ] as const;
  expect(apartMs(isolated, 840)).toBe(440);
  const off = [{ at: 0, step: { do: "power", node: "fw-1", action: "off" } }] as const;
  expect(apartMs(off, 400)).toBe(0);
});
