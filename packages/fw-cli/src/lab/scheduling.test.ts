import { readFileSync } from "node:fs";

import { check, type TimingProfile } from "fw-config";
import { describe, expect, it } from "vitest";

import type { StepReport } from "../events.ts";
import { checkScheduling, type SchedulingOptions } from "./scheduling.ts";

const seed = readFileSync(new URL("../../../../fw.config.yaml", import.meta.url), "utf8");

/** What is asked of a host that wakes its processes so many milliseconds late. */
function host(jitterMs: number, profile: TimingProfile, text: string = seed): SchedulingOptions {
  const { model } = check(text, { profile });
  if (model === undefined) throw new Error("the seed is valid");
  const { signal } = new AbortController();
  return { model, ownInterval: false, strict: false, signal, measure: async () => jitterMs };
}

function recorder(): { readonly report: StepReport; readonly said: readonly string[] } {
  const said: string[] = [];
  const report = {
    progress: () => undefined,
    result: (detail: string) => void said.push(detail),
    warn: (detail: string, hint: string) => void said.push(`${detail} → ${hint}`),
  };
  return { report, said };
}

describe("the host of a new lab", () => {
  it.each([
    [0.4, "netns", true, 10],
    [9.9, "netns", true, 10],
    [10.1, "netns", false, 20],
    [31, "netns", false, 40],
    [31, "kvm", true, 40],
    [180, "tcg", true, 180],
  ] as const)(
    "that is %d ms late with the timers of %s",
    async (jitterMs, profile, ok, bearable) => {
      const found = await checkScheduling(host(jitterMs, profile), recorder().report);
      expect(found).toMatchObject({ ok, jitterMs, bearableIntervalMs: bearable });
    },
  );

  it("is told what was measured, what the lab takes, and which timers it bears", async () => {
    const { report, said } = recorder();
    await checkScheduling(host(31, "netns"), report);
    expect(said).toEqual([
      "this host wakes a process up to 31.0 ms late in 1 s: bears adverts every 40 ms, and this lab sends them every 10 ms: the backup may take over from a living primary → set ha.vrrp.advertIntervalMs to 40 or more, or take longer timers: fw up --profile kvm; or try again when the host is idle",
    ]);
  });

  it("is offered no profile that would not help", async () => {
    const { report, said } = recorder();
    await checkScheduling({ ...host(31, "netns"), ownInterval: true }, report);
    await checkScheduling(host(900, "netns"), report);
    expect(said).toHaveLength(2);
    expect(said.join()).not.toContain("--profile");
  });

  it("gets no lab when that is strict, and is told the same", async () => {
    const { report, said } = recorder();
    const strict = checkScheduling({ ...host(31, "netns"), strict: true }, report);
    await expect(strict).rejects.toMatchObject({
      code: "E_TIMING",
      exitCode: 1,
      message: expect.stringContaining("up to 31.0 ms late"),
      hint: expect.stringContaining("fw up --profile kvm"),
    });
    expect(said).toEqual([]);
  });
});
