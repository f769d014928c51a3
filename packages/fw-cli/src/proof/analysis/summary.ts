import type { Mode } from "../proof-config.ts";
import type { TrialResult } from "../trial-result.ts";
import type { ClassOutcome } from "./flow-classes.ts";
import { type Quantiles, quantiles } from "./quantiles.ts";

/** Trials of one fault in one mode. */
export interface TrialGroup {
  readonly mode: Mode;
  readonly fault: string;
  readonly trials: readonly TrialResult[];
  /** Whose files the pair ran; absent: the generated ones. */
  readonly configuration?: string;
  readonly advertIntervalMs?: number;
  /** Why trials were done again: the host was busy, and nothing else was wrong. */
  readonly repeated?: readonly string[];
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
  readonly configuration?: string;
  readonly advertIntervalMs?: number;
  readonly trials: number;
  /** Of the trials, those whose times are the pair's. Survivors are counted in all, times are taken from these. */
  readonly measured: number;
  readonly repeated: readonly string[];
  readonly classes: readonly ClassSummary[];
  /** TCP resets that firewalls made, in all trials. */
  readonly resets: number;
  /** Of the virtual address that was worst off in each trial. */
  readonly twoOwnersMs: Quantiles | undefined;
  readonly noOwnerMs: Quantiles | undefined;
  readonly admissionMs: Quantiles | undefined;
  readonly deniedButOpen: number;
  /** Packets that both firewalls dropped because no conntrack entry matched. */
  readonly droppedPackets: Quantiles | undefined;
  /** How late the testers themselves were, without any fault's help. */
  readonly floorMs: Quantiles | undefined;
  readonly stallMs: Quantiles | undefined;
  /** Entries of the primary's connection table before the fault, and of its successor's at the end. */
  readonly entriesBefore: Quantiles | undefined;
  readonly entriesAfter: Quantiles | undefined;
  /** Why the group fails; empty when it passes. */
  readonly failures: readonly string[];
}

/** Sums up a group; one dead flow, one reset or one denied connection let through is a failure. */
export function summarize(group: TrialGroup): GroupSummary {
  const { mode, fault, configuration, advertIntervalMs, repeated = [] } = group;
  const trials = group.trials.filter(({ notMeasurable }) => notMeasurable === undefined);
  const each = (of: (trial: TrialResult) => readonly number[]): Quantiles | undefined =>
    quantiles(trials.map((trial) => Math.max(0, ...of(trial))));
  const names = [
    ...new Set(group.trials.flatMap(({ classes }) => classes.map(({ name }) => name))),
  ];
  return {
    mode,
    fault,
    ...(configuration !== undefined && { configuration }),
    ...(advertIntervalMs !== undefined && { advertIntervalMs }),
    trials: group.trials.length,
    measured: trials.length,
    repeated,
    classes: names.map((name) => summarizeClass(name, group.trials, trials)),
    resets: group.trials.reduce((sum, { resets }) => sum + resets.length, 0),
    twoOwnersMs: each((t) => t.ownership.map(({ twoMs }) => twoMs)),
    noOwnerMs: each((t) => t.ownership.map(({ noneMs }) => noneMs)),
    admissionMs: quantiles(trials.flatMap(({ admissionMs }) => admissionMs ?? [])),
    deniedButOpen: group.trials.reduce((sum, trial) => sum + trial.deniedButOpen, 0),
    droppedPackets: quantiles(trials.map(droppedBy)),
    floorMs: each(({ conditions }) => [conditions.floorMs]),
    stallMs: each(({ conditions }) => [conditions.pacedStallMs, conditions.bulkStallMs]),
    entriesBefore: each(({ entries }) => entries.flatMap(({ before }) => before ?? [])),
    entriesAfter: each(({ entries }) => entries.flatMap(({ after }) => after ?? [])),
    failures: group.trials.flatMap((trial, index) =>
      groupFailures(trial).map((failure) => `trial ${index + 1}: ${failure}`),
    ),
  };
}

function droppedBy({ dropped }: TrialResult): number {
  const packets = dropped.flatMap(({ packets: own }) => own ?? []);
  return packets.reduce((sum, { invalid, notSyn, toVip }) => sum + invalid + notSyn + toVip, 0);
}

/** A trial on a busy host passes nothing; it fails only by what no host can be blamed for. */
function groupFailures(trial: TrialResult): readonly string[] {
  if (trial.notMeasurable === undefined) return trialFailures(trial);
  return [...hardFailures(trial), `not measurable: ${trial.notMeasurable}`];
}

/** What is wrong with one trial. */
export function trialFailures(trial: TrialResult): readonly string[] {
  return [
    ...deaths(trial, () => true),
    ...wrongPackets(trial),
    ...(trial.admissionMs === undefined ? ["no new connection was admitted after the fault"] : []),
  ];
}

/** What is wrong with one trial however slow the testers were: flows that were ended, resets, leaks, the wrong primary. */
export function hardFailures(trial: TrialResult): readonly string[] {
  return [...deaths(trial, ({ why }) => why.startsWith("ended")), ...wrongPackets(trial)];
}

function deaths(
  { classes }: TrialResult,
  counts: (dead: { readonly why: string }) => boolean,
): readonly string[] {
  return classes.flatMap(({ name, flows, dead }) => {
    const own = dead.filter(counts);
    const [first] = own;
    return first === undefined
      ? []
      : [`${own.length} of ${flows} ${name} flows died (${first.id}: ${first.why})`];
  });
}

function wrongPackets({ resets, deniedButOpen, surprise }: TrialResult): readonly string[] {
  const senders = [...new Set(resets.map(({ from }) => from))].join(", ");
  return [
    ...(resets.length > 0 ? [`${resets.length} TCP resets by a firewall, as ${senders}`] : []),
    ...(deniedButOpen > 0
      ? [`${deniedButOpen} connections that the policy denies got through`]
      : []),
    ...(surprise === undefined ? [] : [surprise]),
  ];
}

function summarizeClass(
  name: string,
  trials: readonly TrialResult[],
  measured: readonly TrialResult[],
): ClassSummary {
  const own = (of: readonly TrialResult[]): readonly ClassOutcome[] =>
    of.flatMap(({ classes }) => classes.filter((entry) => entry.name === name));
  const sum = (of: "flows" | "survivors"): number =>
    own(trials).reduce((total, entry) => total + entry[of], 0);
  return {
    name,
    flows: sum("flows"),
    survivors: sum("survivors"),
    longestGapMs: quantiles(own(measured).flatMap(({ longestGapMs }) => longestGapMs ?? [])),
    lossMs: quantiles(own(measured).flatMap(({ lossMs }) => lossMs ?? [])),
  };
}
