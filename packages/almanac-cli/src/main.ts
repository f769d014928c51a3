import { CommanderError } from "@commander-js/extra-typings";

import { errorCode } from "./errors/error-code.ts";
import type { Io } from "./io.ts";
import { createProgram } from "./program.ts";

const CLOSED = ["EPIPE", "ERR_STREAM_PREMATURE_CLOSE", "ERR_STREAM_DESTROYED"];

/** A reader that has seen enough closes the pipe: no failure of ours. */
function isClosedPipe(error: unknown): boolean {
  return CLOSED.includes(errorCode(error) ?? "");
}

/**
 * Runs one command.
 * @param argv - the arguments after the program's name
 * @returns the exit code: 0 fine, 1 a finding or a failure, 2 a wrong call or bad input
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const outcome = { exitCode: 0 };
  const json = argv.includes("--json");
  try {
    await createProgram(io, outcome, json).parseAsync([...argv], { from: "user" });
    return outcome.exitCode;
  } catch (error) {
    if (isClosedPipe(error)) return 0;
    if (io.signal.aborted) return 1;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { report } = await import("./errors/report.ts");
    return report(error, io, json);
  }
}

/** Runs the program on the process; the exit code is in `process.exitCode`. */
export async function main(): Promise<void> {
  const abort = new AbortController();
  const stop = (): void => {
    abort.abort();
    process.exitCode = 1;
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      if (!isClosedPipe(error)) throw error;
    });
  }
  const { stdout, stderr, stdin, env } = process;
  const io: Io = { stdout, stderr, stdin, env, cwd: process.cwd(), signal: abort.signal };
  const exitCode = await run(process.argv.slice(2), io);
  process.exitCode = abort.signal.aborted ? 1 : exitCode;
}
