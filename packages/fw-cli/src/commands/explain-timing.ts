import { failoverBudget, type Model, type TimingProfile } from "fw-config";

import type { Context } from "../context.ts";
import { bearableInterval, measureJitter } from "../host/jitter.ts";
import { loadConfig, modelOf } from "../lab/config-file.ts";
import { printResult } from "../ui/print.ts";
import { duration, timingReport } from "../ui/timing-report.ts";

/** How `fw explain timing` was called. */
export interface TimingOptions {
  readonly profile: TimingProfile;
  /** Numbers of connections to compute the budget for; none: the usual ones. */
  readonly connections: readonly number[];
  /** Measure this host's jitter for so many seconds; absent: do not. */
  readonly measureSeconds: number | undefined;
}

/** `fw explain timing`: the failover budget; 1 when the measured jitter breaks the interval. */
export async function explainTimingCommand(
  context: Context,
  { profile, connections, measureSeconds }: TimingOptions,
): Promise<number> {
  const { io } = context;
  const { model } = modelOf(await loadConfig(io, context.config), profile);
  const counts = connections.length > 0 ? connections : usualCounts(model);
  const budgets = counts.map((count) => ({ connections: count, ...failoverBudget(model, count) }));
  const jitter =
    measureSeconds === undefined
      ? undefined
      : judgeJitter(await measureJitter(measureSeconds, io.signal), model);
  const ok = jitter?.ok ?? true;
  printResult(context, { profile, ok, budgets, jitter: jitter ?? null }, () =>
    [timingReport(budgets), ...(jitter === undefined ? [] : [jitterText(jitter)])].join("\n\n"),
  );
  return ok ? 0 : 1;
}

function usualCounts(model: Model): readonly number[] {
  const counts = [0, 5000, 20_000, model.connections];
  return [...new Set(counts)].toSorted((a, b) => a - b);
}

/** Measured jitter against what the advert interval bears. */
export interface Jitter {
  readonly jitterMs: number;
  /** An advert that is late by more makes the backup take over from a living primary. */
  readonly limitMs: number;
  readonly ok: boolean;
}

/** Adverts come one interval apart, and the backup waits for the longest detection: the rest is slack. */
export function judgeJitter(jitterMs: number, model: Model): Jitter {
  const { detectionMs, advertIntervalMs } = failoverBudget(model);
  const limitMs = detectionMs.max - advertIntervalMs;
  return { jitterMs, limitMs, ok: jitterMs < limitMs };
}

function jitterText({ jitterMs, limitMs, ok }: Jitter): string {
  const measured = `this host wakes a process up to ${duration(jitterMs)} late`;
  if (ok) return `${measured}: the interval bears ${duration(limitMs)}`;
  return (
    `warning: ${measured}, and the interval bears ${duration(limitMs)}: the backup would take over from a living primary\n` +
    `  → set ha.vrrp.advertIntervalMs to ${bearableInterval(jitterMs)} or more`
  );
}
