import { setTimeout as sleep } from "node:timers/promises";

import { applyStep, nameOf } from "../faults/apply.ts";
import type { FaultStep } from "../faults/step.ts";
import type { Lab } from "../lab/lab.ts";
import { notCopied, readTables } from "./monitors/node-tables.ts";
import { watchRoles } from "./monitors/role-watch.ts";
import { type VipWatch, watchVips } from "./monitors/vip-watch.ts";
import type { ProofPlan } from "./proof-config.ts";
import { startTesterPair } from "./traffic/tester-pair.ts";
import { now } from "./traffic/tester/protocol.ts";
import { expectListing, openFlows, openLate } from "./traffic/trial-flows.ts";
import { judge } from "./trial-judge.ts";
import type { TrialPlan } from "./trial-plan.ts";
import type { GivenStep, Timeline, TrialResult } from "./trial-result.ts";

/**
 * Holds the flows, gives the fault, waits, and judges.
 *
 * @throws FwError `E_VERIFY` when a tester or a watch died, because the trial proves nothing then
 */
export async function runTrial(lab: Lab, proof: ProofPlan, plan: TrialPlan): Promise<TrialResult> {
  const testers = await startTesterPair(lab.state.namespace, proof, lab.paths.serverLog);
  const vips = await watchVips(lab);
  const roles = watchRoles(lab);
  try {
    await openFlows(testers, proof, plan);
    await copiesToArrive(lab, plan.signal);
    await pause(plan.holdMs ?? 0, plan);
    const before = await readTables(lab);
    await expectListing(testers, proof);
    await pause(plan.beforeMs, plan);
    const fault = now();
    const steps = await giveSteps(plan.steps, fault, (step, number) =>
      giveStep(lab, step, vips, () => openLate(testers, proof, plan, number)),
    );
    const given = now();
    await pause(plan.afterMs / 2, plan);
    await testers.client.bulk.tell({ do: "sendOnce", overMs: plan.afterMs / 4 });
    await testers.all({ do: "ftp-list" });
    await pause(plan.afterMs / 2, plan);
    const sendingStopped = now();
    await testers.all({ do: "stopSending" });
    await pause(plan.drainMs, plan);
    const resets = testers.resets();
    const reports = await testers.reports();
    const after = await readTables(lab);
    const seen = {
      fault,
      given,
      sendingStopped,
      end: now(),
      steps,
      reports,
      resets,
      before,
      after,
    };
    return judge(lab, plan, { ...seen, tenures: vips.tenures(), roles: roles.roles() });
  } finally {
    await Promise.all([vips.end(), roles.end()]);
    await testers.end();
  }
}

async function pause(ms: number, { signal }: TrialPlan): Promise<void> {
  await sleep(ms, undefined, signal && { signal });
}

async function giveSteps(
  steps: readonly FaultStep[],
  fault: number,
  give: (step: FaultStep, number: number) => Promise<number | undefined>,
): Promise<Timeline["steps"]> {
  const given: GivenStep[] = [];
  for (const step of steps) {
    const at = now() - fault;
    const effect = await give(step, given.length + 1);
    given.push({ step, at, ...(effect !== undefined && { effectAt: effect - fault }) });
  }
  return given;
}

/** Whether a step takes effect at one instant, and is done when that has come. */
function isSudden(step: FaultStep): boolean {
  if (step.do === "power") return step.action === "pause" || step.action === "resume";
  return ["kill", "link", "isolate", "switchover"].includes(step.do);
}

/** @returns when it took effect */
async function giveStep(
  lab: Lab,
  step: FaultStep,
  vips: VipWatch,
  openMore: () => Promise<void>,
): Promise<number | undefined> {
  if (step.do === "open") {
    await openMore();
    return undefined;
  }
  if (step.do !== "power" || step.action !== "off") {
    await applyStep(lab, step);
    return isSudden(step) ? now() : undefined;
  }
  const node = await nameOf(lab, step.node);
  let silent: number | undefined;
  await applyStep(lab, { ...step, node }, () => (silent = now()));
  if (silent !== undefined) vips.off(node, silent);
  return silent;
}

const SETTLE_MS = 10_000;

/** Waits until the backup knows every connection that was opened; a pair that cannot copy goes on. */
async function copiesToArrive(lab: Lab, signal: AbortSignal | undefined): Promise<void> {
  // A backup that keeps them to itself until it is promoted has an empty table for good.
  if (lab.model.ha.externalCache) return;
  for (const started = now(); now() - started < SETTLE_MS; await sleep(100)) {
    signal?.throwIfAborted();
    if ((await notCopied(lab)).length === 0) return;
  }
}
