import { setTimeout as sleep } from "node:timers/promises";

/** Repeats `check` until it passes, and returns its result; its last failure is thrown after `timeoutMs`. */
export async function eventually<T>(check: () => Promise<T>, timeoutMs = 30_000): Promise<T> {
  const started = performance.now();
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() - started > timeoutMs) throw error;
      await sleep(200);
    }
  }
}
