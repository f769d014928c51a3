import { STALE_FILE } from "fw-config";

import { capture } from "../drivers/capture.ts";
import { never, waitUntil } from "../wait-until.ts";
import type { Lab } from "./lab.ts";
import { firewalls, reportedRole, vipHolders } from "./roles.ts";

/** A namespace starts in a second; a virtual machine has to boot, under emulation too. */
const CONVERGE_MS = { netns: 15_000, qemu: 180_000 } as const;

/** How long the pair may take until it is in order again, in milliseconds. */
export function convergeMs({ state }: Pick<Lab, "state">): number {
  return CONVERGE_MS[state.machines.driver];
}

/**
 * Waits until the pair is as it should be: one firewall holds every virtual
 * address and says primary, the other says backup, and both daemons answer.
 *
 * @returns milliseconds that it took
 * @throws FwError `E_NOT_READY` with what was found instead
 */
export async function converged(lab: Lab, timeoutMs: number = convergeMs(lab)): Promise<number> {
  const started = performance.now();
  await waitUntil(() => isConverged(lab), { what: "the pair converges", timeoutMs });
  return performance.now() - started;
}

async function isConverged(lab: Lab): Promise<boolean> {
  const [primary, ...more] = await vipHolders(lab);
  if (primary === undefined || more.length > 0) return false;
  const roles = await Promise.all(
    firewalls(lab).map((name) => reportedRole(lab.driver, name).catch(() => undefined)),
  );
  const inRole = firewalls(lab).every(
    (name, index) => roles[index] === (name === primary ? "primary" : "backup"),
  );
  return inRole && (await syncAnswers(lab));
}

/**
 * Waits until both firewalls say that their copies of the other's connections are complete.
 * The published configuration has no such notion: it is taken at its word.
 *
 * @throws FwError `E_NOT_READY` when they do not in time
 */
export async function synced(lab: Lab, timeoutMs: number = convergeMs(lab)): Promise<void> {
  if (lab.model.ha.published) return;
  await waitUntil(() => isSynced(lab), { what: "the copies are complete", timeoutMs });
}

async function isSynced(lab: Lab): Promise<boolean> {
  const marks = await Promise.all(
    firewalls(lab).map((name) => lab.driver.readFile(name, STALE_FILE).catch(() => undefined)),
  );
  return marks.every((mark) => mark?.toString().trim() === "0");
}

async function syncAnswers(lab: Lab): Promise<boolean> {
  const answers = await Promise.all(
    firewalls(lab).map((name) =>
      capture(lab.driver, name, ["conntrackd", "-s"], never).catch(() => undefined),
    ),
  );
  return answers.every((answer) => answer?.exitCode === 0);
}
