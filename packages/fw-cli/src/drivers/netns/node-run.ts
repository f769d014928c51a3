import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";

import { FwError } from "../../errors.ts";
import { childrenOf, signal as sendSignal } from "../../host/process-tree.ts";
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
  const end = (): void => void endProgram(child);
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

/**
 * Ends what nsenter runs, and leaves it to nsenter to take it away and to end with it. Without
 * nsenter it would fall to process 1 of the host, which may look for its dead only now and then,
 * and a node that is switched off does not end before.
 */
async function endProgram(nsenter: ChildProcess): Promise<void> {
  const { pid } = nsenter;
  if (pid === undefined) return;
  const programs = await childrenOf(pid);
  if (programs.length === 0) sendSignal(pid, "SIGKILL");
  for (const program of programs) sendSignal(program, "SIGKILL");
  // It has stopped with its program when the node is paused.
  sendSignal(pid, "SIGCONT");
  if (nsenter.exitCode === null && nsenter.signalCode === null) await once(nsenter, "exit");
  // Those that the program itself began hold its streams open.
  sendSignal(-pid, "SIGKILL");
}
