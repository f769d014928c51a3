import type { Config } from "fw-config";

import type { TrialGroup } from "./analysis/summary.ts";
import { converged } from "./converged.ts";
import { heal } from "./faults/heal.ts";
import { type FaultName, presetSteps } from "./faults/presets.ts";
import { type LabPlace, startOwnLab } from "./own-lab.ts";
import { type Mode, planProof } from "./proof-config.ts";
import { runTrial, type TrialPlan, type TrialResult } from "./trial.ts";

/** What a proof covers. */
export interface ProveOptions {
  readonly modes: readonly Mode[];
  readonly faults: readonly FaultName[];
  /** Trials of each fault in each mode. */
  readonly trials: number;
  /** TCP flows of each class. */
  readonly flows: number;
  readonly tcpIntervalMs: number;
  readonly signal: AbortSignal;
  /** A number from 0 up to 1: the phase of the adverts in which the fault comes. */
  readonly random: () => number;
  /** Where its labs run; default: namespaces, in a folder of their own. */
  readonly place?: LabPlace;
  readonly onTrial?: (mode: Mode, fault: FaultName, trial: TrialResult) => void;
}

/**
 * Proves a configuration in a lab of its own, which it brings up in namespaces
 * for each mode and removes at the end, whatever happens.
 */
export async function prove(config: Config, options: ProveOptions): Promise<readonly TrialGroup[]> {
  const groups: TrialGroup[] = [];
  for (const mode of options.modes) {
    const proof = planProof(config, mode);
    await using lab = await startOwnLab(proof.config, undefined, options.place);
    const waits = waitsFor(lab.model.ha.advertIntervalMs);
    for (const fault of options.faults) {
      const trials: TrialResult[] = [];
      for (let trial = 0; trial < options.trials; trial += 1) {
        options.signal.throwIfAborted();
        const phase = options.random() * lab.model.ha.advertIntervalMs;
        const result = await runTrial(lab, proof, {
          flows: options.flows,
          tcpIntervalMs: options.tcpIntervalMs,
          ...waits,
          beforeMs: waits.beforeMs + phase,
          steps: presetSteps(fault, lab.model),
        });
        trials.push(result);
        options.onTrial?.(mode, fault, result);
        await heal(lab);
        await converged(lab);
      }
      groups.push({ mode, fault, trials });
    }
  }
  return groups;
}

/**
 * Long enough for a takeover (RFC 9568: three intervals and the skew) and for
 * TCP, whose last retransmission may come as late again as the stall lasted.
 */
export function waitsFor(
  advertIntervalMs: number,
): Pick<TrialPlan, "beforeMs" | "afterMs" | "drainMs"> {
  const takeover = 4 * advertIntervalMs;
  return { beforeMs: 700, afterMs: 2_000 + 2 * takeover, drainMs: 1_000 + 2 * takeover };
}
