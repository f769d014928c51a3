import { FwError } from "../../errors.ts";
import { capture, type Outcome } from "../capture.ts";
import type { Driver, GuestCommand } from "../driver.ts";

type Guests = Pick<Driver, "exec">;

/** Twenty times what a guest takes to boot under emulation. */
export const BOOT_MS = 300_000;

/**
 * Waits until the guest's systemd has started everything, and nothing failed.
 *
 * @throws FwError `E_NOT_READY` with what failed, or when it takes too long
 */
export async function waitForSystemd(
  guests: Guests,
  node: string,
  signal: AbortSignal,
): Promise<void> {
  const limit = AbortSignal.timeout(BOOT_MS);
  const ask = (argv: GuestCommand["argv"]): Promise<Outcome> =>
    capture(guests, node, argv, AbortSignal.any([signal, limit])).catch((error: unknown) => {
      throw limit.aborted && !signal.aborted ? notReady(node, "starting still") : error;
    });
  const { stdout } = await ask(["systemctl", "is-system-running", "--wait"]);
  if (stdout === "running") return;
  const failed = await ask(["systemctl", "--failed", "--no-legend", "--plain"]);
  throw notReady(node, `${stdout || "unknown"}:\n${failed.stdout}`);
}

function notReady(node: string, state: string): FwError {
  return new FwError("E_NOT_READY", `${node}: systemd is ${state}`, {
    hint: `look at it: fw exec ${node} -- journalctl -b -p warning`,
  });
}

const LAST_WORDS_MS = 20_000;

/** The last lines of a unit in the guest's journal; for an error message, so that it never throws. */
export async function unitTail(guests: Guests, node: string, unit: string): Promise<string> {
  const argv = ["journalctl", "-b", "-u", unit, "-n", "5", "-o", "cat"] as const;
  const said = await capture(guests, node, argv, AbortSignal.timeout(LAST_WORDS_MS)).catch(() => ({
    stdout: "(the guest does not answer)",
  }));
  return said.stdout.replaceAll(/^/gm, "  | ");
}

/** Prints the guest's journal since its boot. */
export function journalArgv(follow: boolean): GuestCommand["argv"] {
  const options = ["--no-pager", "-b", "-o", "short-precise", ...(follow ? ["-f"] : [])];
  return ["journalctl", ...options];
}
