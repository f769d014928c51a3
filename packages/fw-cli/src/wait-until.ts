import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "./errors.ts";

/** Where a wait may be ended by nobody but its own time. */
export const never: AbortSignal = new AbortController().signal;

/** How long something is waited for, and what is said when it does not come. */
export interface WaitLimits {
  /** What is to come, as a sentence: "the pair converges". */
  readonly what: string;
  readonly timeoutMs: number;
  /** Ends the wait; default: {@link never}. */
  readonly signal?: AbortSignal;
  /** Says more than that it has not come; default: an `E_NOT_READY` with {@link what}. */
  readonly failure?: () => FwError | Promise<FwError>;
}

const FIRST_POLL_MS = 20;
const SLOWEST_POLL_MS = 100;

/**
 * Repeats a probe, at first quickly, until it answers with a value: `false` and `undefined` are
 * none. A probe is asked once at least.
 *
 * @throws FwError of `failure` when the time is over; whatever the probe throws
 */
export async function waitUntil<T>(
  probe: () => Promise<T | false | undefined>,
  { what, timeoutMs, signal = never, failure }: WaitLimits,
): Promise<T> {
  const started = performance.now();
  for (let pause = FIRST_POLL_MS; ; pause = Math.min(1.5 * pause, SLOWEST_POLL_MS)) {
    signal.throwIfAborted();
    const value = await probe();
    if (value !== undefined && value !== false) return value;
    if (performance.now() - started >= timeoutMs) {
      throw (
        (await failure?.()) ??
        new FwError("E_NOT_READY", `${what}: not within ${timeoutMs / 1000} s`)
      );
    }
    await sleep(pause, undefined, { signal });
  }
}
