import { type Model, profileTimers, type TimingProfile } from "fw-config";

import { FwError } from "../errors.ts";
import type { StepReport } from "../events.ts";
import { bearableInterval, jitterText, measureJitter } from "../host/jitter.ts";

/** How late the host wakes processes, against the adverts that the lab's firewalls will send. */
export interface Scheduling {
  readonly jitterMs: number;
  readonly advertIntervalMs: number;
  /** The shortest interval that a host of that jitter bears. */
  readonly bearableIntervalMs: number;
  readonly ok: boolean;
}

/** What is asked of the host before a lab starts. */
export interface SchedulingOptions {
  readonly model: Model;
  /** Whether the config itself sets the interval, so that no profile would change it. */
  readonly ownInterval: boolean;
  /** Whether a host that cannot bear the interval gets no lab. */
  readonly strict: boolean;
  readonly signal: AbortSignal;
  /** Default: {@link measureJitter}. */
  readonly measure?: typeof measureJitter;
}

const SECONDS = 1;

/**
 * Measures the host before its own lab keeps it busy, and warns when an advert that comes as late
 * as that would look like the primary's death.
 *
 * @throws FwError `E_TIMING` instead of the warning, when that is wanted
 */
export async function checkScheduling(
  { model, ownInterval, strict, signal, measure = measureJitter }: SchedulingOptions,
  report: StepReport,
): Promise<Scheduling> {
  const jitterMs = await measure(SECONDS, signal);
  const { advertIntervalMs } = model.ha;
  const bearableIntervalMs = bearableInterval(jitterMs);
  const scheduling = { jitterMs, advertIntervalMs, bearableIntervalMs };
  const found = `this host ${jitterText(jitterMs, SECONDS)}, and this lab sends them every ${advertIntervalMs} ms`;
  if (bearableIntervalMs <= advertIntervalMs) {
    report.result(found);
    return { ...scheduling, ok: true };
  }
  const message = `${found}: the backup may take over from a living primary`;
  const hint = timersHint(bearableIntervalMs, ownInterval);
  if (strict) throw new FwError("E_TIMING", message, { hint });
  report.warn(message, hint);
  return { ...scheduling, ok: false };
}

function timersHint(intervalMs: number, ownInterval: boolean): string {
  const set = `set ha.vrrp.advertIntervalMs to ${intervalMs} or more`;
  const profile = ownInterval ? undefined : quickestProfile(intervalMs);
  const or = profile === undefined ? "" : `, or take longer timers: fw up --profile ${profile}`;
  return `${set}${or}; or try again when the host is idle`;
}

/** The profile with the shortest interval that is long enough. */
function quickestProfile(intervalMs: number): TimingProfile | undefined {
  const profiles = Object.keys(profileTimers) as readonly TimingProfile[];
  return profiles
    .filter((name) => name !== "published" && profileTimers[name].advertIntervalMs >= intervalMs)
    .toSorted((a, b) => profileTimers[a].advertIntervalMs - profileTimers[b].advertIntervalMs)[0];
}
