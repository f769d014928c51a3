import type { TrialResult } from "../trial-result.ts";
import { type Quantiles, quantiles } from "./quantiles.ts";
import type { TrialGroup } from "./summary.ts";

/**
 * The three figures that failovers are compared by, each the worst of its kind in a trial.
 * Loss-derived time is RFC 6412's (datagrams lost times their interval).
 */
export interface Figures {
  readonly udpLossMs: readonly number[];
  /** Longest time without an arrival on any sending TCP connection, the sending interval included. */
  readonly tcpStallMs: readonly number[];
  readonly admissionMs: readonly number[];
}

/** A figure's values, one a measured trial. */
export function figuresOf({ trials }: TrialGroup): Figures {
  const measured = trials.filter(({ notMeasurable }) => notMeasurable === undefined);
  const worst = (trial: TrialResult, of: "lossMs" | "longestGapMs", names: RegExp): number =>
    Math.max(
      0,
      ...trial.classes
        // A stream that never came back has no time of its own; it is counted among the dead.
        .filter(({ name, dead }) => names.test(name) && dead.length === 0)
        .flatMap((entry) => entry[of] ?? []),
    );
  return {
    udpLossMs: measured.map((trial) => worst(trial, "lossMs", /^udp/)),
    tcpStallMs: measured.map((trial) => worst(trial, "longestGapMs", /push$|^forwarded$/)),
    admissionMs: measured.flatMap(({ admissionMs }) => admissionMs ?? []),
  };
}

/** How many times better a group's median is than the same fault's in another configuration. */
export interface Comparison {
  readonly figure: keyof Figures;
  readonly baseline: Quantiles;
  readonly ours: Quantiles;
  /** The baseline's median in our median's place; a median below a millisecond counts as one. */
  readonly ratio: number;
}

/** Compares every figure that both have. */
export function compare(baseline: TrialGroup, ours: TrialGroup): readonly Comparison[] {
  const [before, after] = [figuresOf(baseline), figuresOf(ours)];
  return (["udpLossMs", "tcpStallMs", "admissionMs"] as const).flatMap((figure) => {
    const [old, own] = [quantiles(before[figure]), quantiles(after[figure])];
    if (old === undefined || own === undefined) return [];
    return [{ figure, baseline: old, ours: own, ratio: old.median / Math.max(1, own.median) }];
  });
}
