import { now, type Stall } from "./protocol.ts";

const EVERY_MS = 2;
/** Timers of an idle machine come up to this late. */
const LATE_MS = 5;

/**
 * Notes when this process did not get to run: another process had the processor, or its own
 * garbage was collected. An arrival in that time is stamped late, and a message is sent late.
 */
export function watchStalls(): { readonly stalls: readonly Stall[] } {
  const stalls: Stall[] = [];
  let last = now();
  setInterval(() => {
    const at = now();
    if (at - last > EVERY_MS + LATE_MS) stalls.push({ at: last, ms: at - last - EVERY_MS });
    last = at;
  }, EVERY_MS);
  return { stalls };
}
