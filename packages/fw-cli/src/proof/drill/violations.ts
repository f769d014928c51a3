import { trialFailures } from "../analysis/summary.ts";
import type { FaultStep } from "../faults/step.ts";
import type { TrialResult } from "../trial.ts";

/**
 * What the oracle finds wrong with a drill: a flow that was admitted and died,
 * a reset from a firewall, a denied connection let through, or two holders of
 * a virtual address for longer than the schedule itself keeps them apart.
 */
export function violations(
  steps: readonly FaultStep[],
  result: TrialResult,
  advertIntervalMs: number,
): readonly string[] {
  const allowed = apartMs(steps) + toleranceMs(advertIntervalMs);
  const doubled = result.ownership
    .filter(({ twoMs }) => twoMs > allowed)
    .map(
      ({ vip, twoMs }) =>
        `${vip} had two holders for ${twoMs.toFixed(0)} ms; the schedule explains ${allowed.toFixed(0)} ms`,
    );
  return [...trialFailures(result), ...doubled];
}

/** An election and the notices about it. */
function toleranceMs(advertIntervalMs: number): number {
  return 300 + 4 * advertIntervalMs;
}

/** How long the schedule keeps the pair from hearing one another: no protocol can prevent two holders then. */
export function apartMs(steps: readonly FaultStep[]): number {
  let apart = false;
  let total = 0;
  for (const step of steps) {
    if (separates(step)) apart = true;
    if (step.do === "heal" || (step.do === "power" && step.action === "resume")) apart = false;
    if (apart && (step.do === "wait" || step.do === "starve")) total += step.ms;
  }
  return total;
}

function separates(step: FaultStep): boolean {
  if (step.do === "isolate") return true;
  return step.do === "power" && step.action === "pause";
}
