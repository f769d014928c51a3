import { FwError } from "./errors.ts";
import type { Io } from "./io.ts";
import { createProgram } from "./program.ts";

/**
 * Runs the program.
 *
 * @param argv what the user typed after `fw`
 * @returns the exit code: 0 fine, 1 a finding or a failure, 2 called wrongly; `exec` passes the code of its program on
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const program = createProgram(io);
  try {
    await program.parse(argv);
    return program.exitCode();
  } catch (error) {
    return reportError(error, io, wantsJson(argv));
  }
}

/** Whether the answer was to be one JSON document, also when it is an error. */
function wantsJson(argv: readonly string[]): boolean {
  return /(^| )(--json|--format[ =]json)( |$)/.test(argv.join(" "));
}

function reportError(error: unknown, io: Io, json: boolean): number {
  if (io.signal.aborted) {
    io.stderr.write("fw: interrupted\n");
    return 130;
  }
  // commander has printed its own message by then
  const usage = error as { code?: unknown; exitCode?: unknown };
  if (typeof usage.code === "string" && usage.code.startsWith("commander.")) {
    return usage.exitCode === 0 ? 0 : 2;
  }
  const failure = toFwError(error, io.env);
  if (json) {
    const { code, message, hint } = failure;
    io.stdout.write(`${JSON.stringify({ error: { code, message, ...(hint && { hint }) } })}\n`);
  }
  io.stderr.write(`fw: ${failure.message}\n${failure.hint ? `  → ${failure.hint}\n` : ""}`);
  return failure.exitCode;
}

function toFwError(error: unknown, env: Io["env"]): FwError {
  if (error instanceof FwError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC") {
    return new FwError("E_DISK_FULL", `the disk is full: ${message}`, {
      hint: "free some space, for instance with: fw image prune",
    });
  }
  if (code === "EACCES" || code === "EROFS") return new FwError("E_IO", message);
  if (error instanceof Error && error.stack && env["FW_DEBUG"]) {
    return new FwError("E_IO", error.stack);
  }
  return new FwError("E_IO", message ?? String(error));
}

function endOnClosedPipe(end: () => void): (error: NodeJS.ErrnoException) => void {
  return (error) => {
    if (error.code !== "EPIPE") throw error;
    end();
  };
}

/** The program's entry: the process as {@link Io}, its exit code in `process.exitCode`. */
export async function main(): Promise<void> {
  const interrupt = new AbortController();
  const onSignal = (): void => {
    // The first Ctrl-C asks for an orderly end; whoever cannot wait for it presses again.
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort(new FwError("E_ABORTED", "interrupted"));
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  // Nobody reads the result any more: there is nothing left to do.
  process.stdout.on(
    "error",
    endOnClosedPipe(() => process.exit(0)),
  );
  // Nobody reads the progress any more: the work itself goes on.
  process.stderr.on(
    "error",
    endOnClosedPipe(() => undefined),
  );
  const { stdout, stderr, stdin, env } = process;
  process.exitCode = await run(process.argv.slice(2), {
    ...{ stdout, stderr, stdin, env },
    cwd: process.cwd(),
    signal: interrupt.signal,
  });
}
