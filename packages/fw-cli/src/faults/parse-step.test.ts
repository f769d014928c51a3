import { readFileSync } from "node:fs";

import { check, type Model } from "fw-config";
import { expect, test } from "vitest";

import { drawSchedule } from "../proof/drill/schedule.ts";
import { parseSteps } from "./parse-step.ts";
import { stepText } from "./step.ts";

const text = readFileSync(new URL("../../../../fw.config.yaml", import.meta.url), "utf8");
const model = check(text, { profile: "netns" }).model as Model;

test("what is printed of any schedule can be read again", () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const { steps } = drawSchedule(model, seed);
    expect(parseSteps(steps.map(stepText).join("; "))).toEqual(steps);
  }
});

test.each([
  "jump",
  "power fw-1",
  "power fw-1 of",
  "wait",
  "wait 3 days",
  "kill fw-1 sshd",
  "restart fw-1 sshd",
  "reload fw-1 conntrackd",
  "heal me",
])("%s is no step", (step) => {
  expect(() => parseSteps(`heal; ${step}`)).toThrow(`not a step: ${step}`);
});
