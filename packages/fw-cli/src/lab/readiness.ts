import { capture, type Outcome } from "../drivers/capture.ts";
import type { Driver } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";
import { shell } from "../guest/shell.ts";
import { waitUntil } from "../wait-until.ts";
import { reportedRole, type Role } from "./roles.ts";

const HA_MS = 60_000;

/** Waits until keepalived has given the firewall a role. */
export async function waitForRole(
  driver: Driver,
  node: string,
  wanted: readonly Role[],
  signal: AbortSignal,
): Promise<Role> {
  const failure = async (): Promise<FwError> => {
    const said = await driver.logTail(node, "keepalived");
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
  const what = `${node} becomes ${wanted.join(" or ")}`;
  return waitUntil(probe, { what, timeoutMs: HA_MS, signal, failure });
}

/** Waits until conntrackd answers on the node and the sync link carries. */
export async function waitForStateSync(
  driver: Driver,
  node: string,
  syncInterface: string,
  signal: AbortSignal,
): Promise<void> {
  const check = shell("state-sync-answers", syncInterface);
  const run = (): Promise<Outcome> => capture(driver, node, check, signal);
  await waitUntil(async () => (await run()).exitCode === 0, {
    what: `${node} answers for its connections`,
    timeoutMs: HA_MS,
    signal,
    failure: async () =>
      new FwError("E_NOT_READY", `${node}: conntrackd does not answer: ${(await run()).stderr}`, {
        hint: `look at it: fw logs ${node}`,
      }),
  });
}
