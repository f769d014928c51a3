import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { execa } from "execa";

import { FwError } from "../errors.ts";
import { shell } from "../guest/shell.ts";
import { findOnHost } from "../packages/requirements.ts";

/** A command of a build, and what it needs from outside. */
export interface LoggedRun {
  readonly file: string;
  readonly args: readonly string[];
  /** What it runs in: a command that becomes it, such as unshare(1). */
  readonly within?: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** File that its output is added to. */
  readonly log: string;
  /** Receives each line that it writes. */
  readonly onLine?: (line: string) => void;
}

/** Time that a command has to clean up after itself once it was asked to end. */
const CLEANUP_SECONDS = 8;

/**
 * Runs one command to its end and keeps what it says.
 *
 * @throws FwError `E_ABORTED`, `E_DISK_FULL`, `E_MISSING_PACKAGES` or `E_IMAGE`.
 */
export async function runLogged(run: LoggedRun): Promise<void> {
  const { signal } = run;
  const log = createWriteStream(run.log, { flags: "a" });
  const logged = finished(log).catch(() => undefined);
  log.write(`$ ${[run.file, ...run.args].join(" ")}\n`);
  if ((await findOnHost(run.file, run.env)) === undefined) throw missing(run);
  const command = [...(run.within ?? []), run.file, ...run.args];
  const [file, ...args] = shell("guarded", String(CLEANUP_SECONDS), ...command);
  const running = execa(file, args, {
    cwd: run.cwd,
    env: run.env,
    extendEnv: false,
    // Ends with this program, which is how the guard learns of it.
    stdin: "pipe",
    all: true,
    // A process group of its own, because mmdebstrap's children outlive it.
    detached: true,
    reject: false,
  });
  using _ = endGroupOnAbort(running.pid, signal);
  running.all.on("data", (chunk: Buffer) => log.write(chunk));
  if (run.onLine !== undefined) void forwardLines(running.iterable({ from: "all" }), run.onLine);
  const result = await running;
  if (signal.aborted) await groupEnded(running.pid);
  log.end();
  await logged;
  if (signal.aborted) throw new FwError("E_ABORTED", `${run.file} was interrupted`);
  if (result.failed) throw failure(run, result.all ?? "");
}

/** Asks the whole process group to end when `signal` is aborted, and makes it end after a while. */
function endGroupOnAbort(pid: number | undefined, signal: AbortSignal): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    killGroup(pid, "SIGTERM");
    timer = setTimeout(() => killGroup(pid, "SIGKILL"), CLEANUP_SECONDS * 1000);
  };
  signal.addEventListener("abort", end, { once: true });
  if (signal.aborted) end();
  return {
    [Symbol.dispose]: () => {
      signal.removeEventListener("abort", end);
      clearTimeout(timer);
    },
  };
}

const POLL_MS = 50;

/** Who is left of the group is no longer asked: what they work on is about to be removed. */
async function groupEnded(pid: number | undefined): Promise<void> {
  while (killGroup(pid, "SIGKILL")) await sleep(POLL_MS);
}

/** Whether there is still somebody in it. */
function killGroup(pid: number | undefined, signal: NodeJS.Signals): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
    return false;
  }
}

async function forwardLines(
  lines: AsyncIterable<unknown>,
  onLine: (line: string) => void,
): Promise<void> {
  try {
    for await (const line of lines) onLine(String(line));
  } catch {
    // The command's own failure; it is reported where the command is awaited.
  }
}

function missing({ file }: LoggedRun): FwError {
  return new FwError("E_MISSING_PACKAGES", `the command ${file} is missing`, {
    hint: "see what the host needs: fw doctor",
  });
}

function failure(run: LoggedRun, output: string): FwError {
  if (/No space left on device|not enough free space|ENOSPC/i.test(output)) {
    return new FwError("E_DISK_FULL", `the disk is full: ${run.file} could not write the image`, {
      hint: `make room below ${run.cwd} and in ${run.env["TMPDIR"] || "/tmp"}, or set XDG_CACHE_HOME and TMPDIR`,
    });
  }
  const last = output.trim().split("\n").slice(-5).join("\n  ");
  return new FwError("E_IMAGE", `building the image failed in ${run.file}:\n  ${last}`, {
    hint: `the whole output is in ${run.log}`,
  });
}
