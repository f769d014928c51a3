import { type Ha, takeoverMs } from "fw-config";

import type { FaultStep } from "../../faults/step.ts";
import { trialFailures } from "../analysis/summary.ts";
import type { TrialResult } from "../trial-result.ts";

/**
 * What the oracle finds wrong with a drill: a flow that was admitted and died,
 * a reset from a firewall, a denied connection let through, or two holders of
 * a virtual address for longer than the schedule itself keeps them apart.
 */
export function violations(
  steps: readonly FaultStep[],
  result: TrialResult,
  ha: Ha,
): readonly string[] {
  const { steps: given, to } = result.timeline;
  const allowed = apartMs(given, to) + NOTICE_MS + takeoverMs(ha);
  const doubled = result.ownership
    .filter(({ twoMs }) => twoMs > allowed)
    .map(
      ({ vip, twoMs }) =>
        `${vip} had two holders for ${twoMs.toFixed(0)} ms; the schedule explains ${allowed.toFixed(0)} ms`,
    );
  return [...trialFailures(result), ...doubled, ...unprovoked(steps, result), ...hasty(result, ha)];
}

/** Without any fault the virtual addresses stay where they are, also while the processors are busy. */
function unprovoked(
  steps: readonly FaultStep[],
  { timeline: { tenures } }: TrialResult,
): readonly string[] {
  if (!steps.every(isHarmless)) return [];
  const moved = new Set(tenures.filter(({ from }) => from > 0).map(({ vip }) => vip));
  return Array.from(moved, (vip) => `${vip} changed its holder, and nothing had happened`);
}

/**
 * A pair keeps its primary while services get a new configuration. keepalived alone does not: it
 * hands over before a restart, and sends no adverts while it reads its configuration again.
 */
function isHarmless(step: FaultStep): boolean {
  const ofService = step.do === "restart" || step.do === "reload";
  return ofService ? step.service !== "keepalived" : harmless.includes(step.do);
}

const harmless: readonly FaultStep["do"][] = ["wait", "open", "settle", "heal", "starve"];

/**
 * A backup waits for three intervals after the last advert (RFC 9568), so that a takeover comes no
 * sooner than two after a crash. One that comes within the first would come for any late advert.
 */
function hasty(
  { timeline: { steps, tenures } }: TrialResult,
  { advertIntervalMs }: Ha,
): readonly string[] {
  const [first] = steps;
  if (first?.step.do !== "power" || first.step.action !== "off") return [];
  const taken = tenures.filter(
    ({ from }) => from > first.at && from < first.at + 1.5 * advertIntervalMs,
  );
  return taken.map(
    ({ vip, from }) =>
      `${vip} was taken over ${(from - first.at).toFixed(0)} ms after the crash: one late advert is enough for that`,
  );
}

/** What an election takes besides the takeover: the notices about it. */
const NOTICE_MS = 300;

/**
 * How long the steps kept the pair from hearing one another: no protocol can prevent two holders
 * then. What counts is how long they took, not how long they were to wait: connections that
 * begin in between take their time too.
 *
 * @param steps each with the time when it began, in milliseconds
 * @param end when the trial was over
 */
export function apartMs(
  steps: readonly { readonly at: number; readonly step: FaultStep }[],
  end: number,
): number {
  let apart = false;
  let total = 0;
  for (const [index, { at, step }] of steps.entries()) {
    if (separates(step)) apart = true;
    if (apart) total += (steps[index + 1]?.at ?? end) - at;
    if (step.do === "heal" || (step.do === "power" && step.action === "resume")) apart = false;
  }
  return total;
}

function separates(step: FaultStep): boolean {
  if (step.do === "isolate") return true;
  return step.do === "power" && step.action === "pause";
}
