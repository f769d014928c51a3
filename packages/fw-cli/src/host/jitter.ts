import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

/** The clock of the measurement ticks once a millisecond. */
const RESOLUTION_MS = 1;

/**
 * How late this host wakes a process that asked to be woken, at worst, over some seconds: the
 * jitter that delays adverts. A process of normal priority is measured; keepalived with real-time
 * priority fares better. This process must not do anything else meanwhile.
 *
 * @returns milliseconds
 */
export async function measureJitter(seconds: number, signal: AbortSignal): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  await sleep(seconds * 1000, undefined, { signal });
  delays.disable();
  return Math.max(0, delays.max / 1e6 - RESOLUTION_MS);
}

/**
 * The shortest advert interval that a host of that jitter bears: a backup takes over when the
 * adverts are more than two intervals late, and the jitter of some seconds is not the worst there is.
 *
 * @returns milliseconds, a multiple of 10 from 10 on (VRRPv3 counts in centiseconds, RFC 9568)
 */
export function bearableInterval(jitterMs: number): number {
  return Math.max(10, 10 * Math.ceil(jitterMs / 10));
}

/** What a measurement found, for the doctor and for `up`. */
export function jitterText(jitterMs: number, seconds: number): string {
  return `wakes a process up to ${jitterMs.toFixed(1)} ms late in ${seconds} s: bears adverts every ${bearableInterval(jitterMs)} ms`;
}
