import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

/** The clock of the measurement ticks once a millisecond. */
const RESOLUTION_MS = 1;

/**
 * How late this host wakes a process that asked to be woken, at worst, over some seconds: the
 * jitter that delays adverts. A process of normal priority is measured; keepalived with real-time
 * priority fares better.
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
