import { setTimeout as sleep } from "node:timers/promises";

/** Repeats `check` until it passes; its last failure is thrown after `timeoutMs`. */
export async function eventually(check: () => Promise<unknown>, timeoutMs = 30_000): Promise<void> {
  const started = performance.now();
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (performance.now() - started > timeoutMs) throw error;
      await sleep(200);
    }
  }
}
