import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";

import { FwError } from "../../errors.ts";
import type { GuestCommand } from "../driver.ts";

/**
 * Runs a program by its full command, streaming what it writes, and resolves
 * to its exit code; a signal's number is added to 128, as a shell does.
 *
 * @throws FwError `E_ABORTED` when the command's signal aborts; the program is ended then
 */
export async function runOnNode(
  [file, ...args]: readonly [string, ...string[]],
  { input, stdout, stderr, signal }: Omit<GuestCommand, "argv">,
): Promise<number> {
  signal.throwIfAborted();
  // A process group of its own: the program is a child of nsenter and must not survive it.
  const child = spawn(file, args, { detached: true, cwd: "/", stdio: "pipe" });
  const end = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
      // it has just ended by itself
    }
  };
  signal.addEventListener("abort", end, { once: true });
  try {
    child.stdin.on("error", () => undefined); // a program need not read its input
    child.stdin.end(input);
    child.stdout.pipe(stdout, { end: false });
    child.stderr.pipe(stderr, { end: false });
    await once(child, "close");
    if (signal.aborted) {
      throw new FwError("E_ABORTED", "interrupted; the program on the node was ended");
    }
    const { exitCode, signalCode } = child;
    return exitCode ?? 128 + (signalCode === null ? 0 : constants.signals[signalCode]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}
