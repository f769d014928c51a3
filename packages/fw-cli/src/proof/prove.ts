import { type Config, type Ha, takeoverMs } from "fw-config";

import { heal } from "../faults/heal.ts";
import { converged, synced } from "../lab/converged.ts";
import { hardFailures, type TrialGroup } from "./analysis/summary.ts";
import { takeoverBy } from "./analysis/takeover.ts";
import { emptyTables } from "./monitors/node-tables.ts";
import { type LabPlace, type OwnLab, startOwnLab } from "./own-lab.ts";
import { type FaultName, presetSteps } from "./presets.ts";
import { type Mode, planProof, type ProofPlan } from "./proof-config.ts";
import type { FlowPlan } from "./traffic/trial-flows.ts";
import type { TrialPlan } from "./trial-plan.ts";
import type { TrialResult } from "./trial-result.ts";
import { runTrial } from "./trial.ts";

/** What a proof covers. */
export interface ProveOptions extends FlowPlan {
  readonly modes: readonly Mode[];
  readonly faults: readonly FaultName[];
  /** Trials of each fault in each mode. */
  readonly trials: number;
  /** Milliseconds that each trial's flows are held before the fault; default: a moment. */
  readonly holdMs?: number;
  /** How often a trial is tried while the host is too busy to measure; default: 3. */
  readonly attempts?: number;
  readonly signal: AbortSignal;
  /** A number from 0 up to 1: the phase of the adverts in which the fault comes. */
  readonly random: () => number;
  /** Where its labs run; default: namespaces, in a folder of their own. */
  readonly place?: LabPlace;
  readonly onTrial?: (mode: Mode, fault: FaultName, trial: TrialResult) => void;
}

/** A trial that stands, and why others before it do not. */
interface Measured {
  readonly trial: TrialResult;
  readonly repeated: readonly string[];
}

/**
 * Proves a configuration in a lab of its own, which it brings up for each mode
 * and removes at the end, whatever happens.
 *
 * @throws FwError `E_VERIFY` when a tester died, `E_NOT_READY` when the pair does not converge after a trial
 */
export async function prove(config: Config, options: ProveOptions): Promise<readonly TrialGroup[]> {
  const groups: TrialGroup[] = [];
  for (const mode of options.modes) {
    const proof = planProof(config, mode);
    await using lab = await startOwnLab(proof.config, undefined, options.place);
    const { advertIntervalMs, published } = lab.model.ha;
    for (const fault of options.faults) {
      const measured: Measured[] = [];
      while (measured.length < options.trials) {
        const next = await measure(lab, proof, fault, options);
        measured.push(next);
        options.onTrial?.(mode, fault, next.trial);
      }
      groups.push({
        mode,
        fault,
        trials: measured.map(({ trial }) => trial),
        ...(published && { configuration: "published" }),
        advertIntervalMs,
        repeated: measured.flatMap(({ repeated }) => repeated),
      });
    }
  }
  return groups;
}

/** Tries again while the host is too busy, unless something is wrong that the host is not to blame for. */
async function measure(
  lab: OwnLab,
  proof: ProofPlan,
  fault: FaultName,
  options: ProveOptions,
): Promise<Measured> {
  const repeated: string[] = [];
  for (let attempt = 1; ; attempt += 1) {
    options.signal.throwIfAborted();
    const trial = await tryOnce(lab, proof, fault, options);
    const why = trial.notMeasurable;
    const stands = why === undefined || hardFailures(trial).length > 0;
    if (stands || attempt >= (options.attempts ?? 3)) return { trial, repeated };
    repeated.push(why);
  }
}

async function tryOnce(
  lab: OwnLab,
  proof: ProofPlan,
  fault: FaultName,
  { flows, idle, tcpIntervalMs, holdMs, pace, random, signal }: ProveOptions,
): Promise<TrialResult> {
  const { ha } = lab.model;
  const waits = waitsFor(ha);
  const trial = await runTrial(lab, proof, {
    flows,
    tcpIntervalMs,
    signal,
    ...(idle !== undefined && { idle }),
    ...(pace !== undefined && { pace }),
    ...(holdMs !== undefined && { holdMs }),
    ...waits,
    beforeMs: waits.beforeMs + random() * ha.advertIntervalMs,
    steps: presetSteps(fault, lab.model),
    takeover: takeoverBy(fault, lab.model),
  });
  await heal(lab);
  await converged(lab);
  await synced(lab);
  await emptyTables(lab);
  return trial;
}

/**
 * Long enough for a takeover and for TCP, whose last retransmission may come as late again as the stall lasted.
 */
export function waitsFor(ha: Ha): Pick<TrialPlan, "beforeMs" | "afterMs" | "drainMs"> {
  const takeover = takeoverMs(ha);
  return { beforeMs: 700, afterMs: 2_000 + 2 * takeover, drainMs: 1_000 + 2 * takeover };
}
