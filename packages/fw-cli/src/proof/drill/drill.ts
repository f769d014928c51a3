import { type Config, takeoverMs } from "fw-config";

import { heal } from "../../faults/heal.ts";
import type { FaultStep } from "../../faults/step.ts";
import { converged } from "../../lab/converged.ts";
import { type LabPlace, startOwnLab } from "../own-lab.ts";
import { type Mode, planProof } from "../proof-config.ts";
import type { Pace } from "../traffic/trial-flows.ts";
import type { TrialPlan } from "../trial-plan.ts";
import type { TrialResult } from "../trial-result.ts";
import { runTrial } from "../trial.ts";
import { drawSchedule, isValidSchedule } from "./schedule.ts";
import { shrink } from "./shrink.ts";
import { violations } from "./violations.ts";

/** What one schedule came to. */
export interface DrillRun {
  readonly seed: number;
  readonly mode: Mode;
  readonly steps: readonly FaultStep[];
  readonly violations: readonly string[];
  /** The shortest sequence found that still fails; absent when the schedule passed. */
  readonly shrunk?: readonly FaultStep[];
  readonly result?: TrialResult;
}

/** What is drilled. */
export interface DrillOptions {
  readonly mode: Mode;
  readonly firstSeed: number;
  readonly runs: number;
  readonly flows: number;
  /** Milliseconds between two messages of a TCP flow; default: 20. */
  readonly tcpIntervalMs?: number;
  readonly pace?: Pace;
  /** Whether a failing schedule is run again in shorter forms. */
  readonly shrink: boolean;
  /** Done instead of what the seeds draw. */
  readonly steps?: readonly FaultStep[];
  /** Where its labs run; default: namespaces, in a folder of their own. */
  readonly place?: LabPlace;
  readonly signal: AbortSignal;
  readonly onRun?: (run: DrillRun) => void;
}

/**
 * Runs one generated schedule a seed. Each begins with a fresh pair, so that a
 * seed fails or passes by itself.
 */
export async function drill(config: Config, options: DrillOptions): Promise<readonly DrillRun[]> {
  const runs: DrillRun[] = [];
  for (let seed = options.firstSeed; seed < options.firstSeed + options.runs; seed += 1) {
    options.signal.throwIfAborted();
    const run = await drillSeed(config, options, seed);
    runs.push(run);
    options.onRun?.(run);
  }
  return runs;
}

async function drillSeed(config: Config, options: DrillOptions, seed: number): Promise<DrillRun> {
  const { mode } = options;
  const first = await runSteps(
    config,
    options,
    (model) => options.steps ?? drawSchedule(model, seed).steps,
  );
  if (first.violations.length === 0 || !options.shrink) return { seed, mode, ...first };
  // Whoever gave steps of their own may ask for more than a schedule does.
  const anything = !isValidSchedule(first.steps);
  const shrunk = await shrink(first.steps, async (candidate) => {
    options.signal.throwIfAborted();
    if (!anything && !isValidSchedule(candidate)) return false;
    return (await runSteps(config, options, () => candidate)).violations.length > 0;
  });
  return { seed, mode, ...first, shrunk };
}

/** Brings up a pair, does the steps under load, and asks the oracle. */
async function runSteps(
  config: Config,
  { mode, flows, place, pace, tcpIntervalMs = 20, signal }: DrillOptions,
  stepsOf: (model: Parameters<typeof drawSchedule>[0]) => readonly FaultStep[],
): Promise<Omit<DrillRun, "seed" | "mode" | "shrunk">> {
  const proof = planProof(config, mode);
  await using lab = await startOwnLab(proof.config, undefined, place);
  const steps = stepsOf(lab.model);
  const { ha } = lab.model;
  try {
    const load = { flows, tcpIntervalMs, ...(pace && { pace }), signal };
    const plan = { ...drillWaits(takeoverMs(ha)), ...load, steps };
    const result = await runTrial(lab, proof, plan);
    await heal(lab);
    await converged(lab);
    return { steps, result, violations: violations(steps, result, ha) };
  } catch (error) {
    signal.throwIfAborted();
    return { steps, violations: [error instanceof Error ? error.message : String(error)] };
  }
}

/** Shorter than a proof's: nothing is measured here, and two hundred drills should fit in an hour. */
function drillWaits(takeover: number): Pick<TrialPlan, "beforeMs" | "afterMs" | "drainMs"> {
  return { beforeMs: 300, afterMs: 1_200 + 2 * takeover, drainMs: 800 + 2 * takeover };
}
