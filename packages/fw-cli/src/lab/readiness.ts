import { setTimeout as sleep } from "node:timers/promises";

import { capture, type Outcome } from "../drivers/capture.ts";
import type { Driver } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";
import { reportedRole, type Role } from "./roles.ts";

/** Polls `probe`, at first quickly, until it answers with a value. */
export async function waitFor<T>(
  probe: () => Promise<T | undefined>,
  limits: {
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
    readonly failure: () => Promise<FwError>;
  },
): Promise<T> {
  const started = performance.now();
  for (let pause = FIRST_POLL_MS; ; pause = Math.min(1.5 * pause, SLOWEST_POLL_MS)) {
    limits.signal.throwIfAborted();
    const value = await probe();
    if (value !== undefined) return value;
    if (performance.now() - started > limits.timeoutMs) throw await limits.failure();
    await sleep(pause, undefined, { signal: limits.signal });
  }
}

const FIRST_POLL_MS = 30;
const SLOWEST_POLL_MS = 250;
const HA_MS = 60_000;

/** Waits until keepalived has given the firewall a role. */
export async function waitForRole(
  driver: Driver,
  node: string,
  wanted: readonly Role[],
  signal: AbortSignal,
): Promise<Role> {
  const failure = async (): Promise<FwError> => {
    const said = await driver.lastWords(node, "keepalived");
    return new FwError(
      "E_NOT_READY",
      `${node}: keepalived is not ${wanted.join(" or ")} after ${HA_MS / 1000} s; it said last:\n${said}`,
    );
  };
  const probe = async (): Promise<Role | undefined> => {
    // A busy guest that does not answer now is asked again.
    const role = await reportedRole(driver, node).catch(() => undefined);
    return role !== undefined && wanted.includes(role) ? role : undefined;
  };
  return waitFor(probe, { timeoutMs: HA_MS, signal, failure });
}

/** Waits until conntrackd answers on the node and the sync link carries. */
export async function waitForStateSync(
  driver: Driver,
  node: string,
  syncInterface: string,
  signal: AbortSignal,
): Promise<void> {
  const check = `conntrackd -s >/dev/null && test "$(cat /sys/class/net/${syncInterface}/operstate)" = up`;
  const run = (): Promise<Outcome> => capture(driver, node, ["sh", "-c", check], signal);
  await waitFor(async () => ((await run()).exitCode === 0 ? true : undefined), {
    timeoutMs: HA_MS,
    signal,
    failure: async () =>
      new FwError("E_NOT_READY", `${node}: conntrackd does not answer: ${(await run()).stderr}`, {
        hint: `look at it: fw logs ${node}`,
      }),
  });
}
