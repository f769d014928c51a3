import type { Mode } from "../proof-config.ts";
import type { TrialResult } from "../trial.ts";
import { type Quantiles, quantiles } from "./quantiles.ts";

/** Trials of one fault in one mode. */
export interface TrialGroup {
  readonly mode: Mode;
  readonly fault: string;
  readonly trials: readonly TrialResult[];
}

/** One class of flows over all trials of a group. */
export interface ClassSummary {
  readonly name: string;
  readonly flows: number;
  readonly survivors: number;
  readonly longestGapMs: Quantiles | undefined;
  readonly lossMs: Quantiles | undefined;
}

/** All trials of one fault in one mode. */
export interface GroupSummary {
  readonly mode: Mode;
  readonly fault: string;
  readonly trials: number;
  readonly classes: readonly ClassSummary[];
  readonly resets: number;
  /** Of the virtual address that was worst off in each trial. */
  readonly twoOwnersMs: Quantiles | undefined;
  readonly noOwnerMs: Quantiles | undefined;
  readonly admissionMs: Quantiles | undefined;
  readonly deniedButOpen: number;
  /** Why the group fails; empty when it passes. */
  readonly failures: readonly string[];
}

/** Sums up a group; one dead flow, one reset or one denied connection let through is a failure. */
export function summarize({ mode, fault, trials }: TrialGroup): GroupSummary {
  const worst = (of: (result: TrialResult) => readonly number[]): readonly number[] =>
    trials.map((trial) => Math.max(0, ...of(trial)));
  const names = [...new Set(trials.flatMap(({ classes }) => classes.map(({ name }) => name)))];
  return {
    mode,
    fault,
    trials: trials.length,
    classes: names.map((name) => summarizeClass(name, trials)),
    resets: trials.reduce((sum, { resets }) => sum + resets.length, 0),
    twoOwnersMs: quantiles(worst((t) => t.ownership.map(({ twoMs }) => twoMs))),
    noOwnerMs: quantiles(worst((t) => t.ownership.map(({ noneMs }) => noneMs))),
    admissionMs: quantiles(trials.flatMap(({ admissionMs }) => admissionMs ?? [])),
    deniedButOpen: trials.reduce((sum, trial) => sum + trial.deniedButOpen, 0),
    failures: trials.flatMap((trial, index) =>
      trialFailures(trial).map((failure) => `trial ${index + 1}: ${failure}`),
    ),
  };
}

/** What is wrong with one trial. */
export function trialFailures(trial: TrialResult): readonly string[] {
  const dead = trial.classes.flatMap((entry) => {
    const [first] = entry.dead;
    return first === undefined
      ? []
      : [
          `${entry.dead.length} of ${entry.flows} ${entry.name} flows died (${first.id}: ${first.why})`,
        ];
  });
  const senders = [...new Set(trial.resets.map(({ from }) => from))].join(", ");
  return [
    ...dead,
    ...(trial.resets.length > 0 ? [`${trial.resets.length} TCP resets, from ${senders}`] : []),
    ...(trial.deniedButOpen > 0
      ? [`${trial.deniedButOpen} connections that the policy denies got through`]
      : []),
    ...(trial.admissionMs === undefined ? ["no new connection was admitted after the fault"] : []),
  ];
}

function summarizeClass(name: string, trials: readonly TrialResult[]): ClassSummary {
  const own = trials.flatMap(({ classes }) => classes.filter((entry) => entry.name === name));
  const sum = (of: "flows" | "survivors"): number =>
    own.reduce((total, entry) => total + entry[of], 0);
  return {
    name,
    flows: sum("flows"),
    survivors: sum("survivors"),
    longestGapMs: quantiles(own.flatMap(({ longestGapMs }) => longestGapMs ?? [])),
    lossMs: quantiles(own.flatMap(({ lossMs }) => lossMs ?? [])),
  };
}
