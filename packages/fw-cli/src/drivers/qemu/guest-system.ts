import { FwError } from "../../errors.ts";
import { capture } from "../capture.ts";
import type { Driver, GuestCommand } from "../driver.ts";

type Guests = Pick<Driver, "exec">;

/** Waits until the guest's systemd has started everything, and nothing failed. */
export async function waitForSystemd(
  guests: Guests,
  node: string,
  signal: AbortSignal,
): Promise<void> {
  const wait = ["systemctl", "is-system-running", "--wait"] as const;
  const { stdout } = await capture(guests, node, wait, signal);
  if (stdout === "running") return;
  const list = ["systemctl", "--failed", "--no-legend", "--plain"] as const;
  const failed = await capture(guests, node, list, signal);
  throw new FwError(
    "E_NOT_READY",
    `${node}: systemd is ${stdout || "unknown"}:\n${failed.stdout}`,
    { hint: `look at it: fw exec ${node} -- journalctl -b -p warning` },
  );
}

/** The last lines of a unit in the guest's journal. */
export async function unitTail(guests: Guests, node: string, unit: string): Promise<string> {
  const argv = ["journalctl", "-b", "-u", unit, "-n", "5", "-o", "cat"] as const;
  const { stdout } = await capture(guests, node, argv, new AbortController().signal);
  return stdout.replaceAll(/^/gm, "  | ");
}

/** Prints the guest's journal since its boot. */
export function journalArgv(follow: boolean): GuestCommand["argv"] {
  const options = ["--no-pager", "-b", "-o", "short-precise", ...(follow ? ["-f"] : [])];
  return ["journalctl", ...options];
}
