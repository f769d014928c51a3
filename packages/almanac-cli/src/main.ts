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
    // Whoever watches the output tells it; a file that cannot be written is another error.
    if (error instanceof Error && "syscall" in error && error.syscall === "write") return 1;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { report } = await import("./errors/report.ts");
    return report(error, io, json);
  }
}

/** Says that the output has no room, or its terminal is gone; a reader that has enough is no failure. */
function guardOutput({ stdout, stderr }: Pick<Io, "stdout" | "stderr">): () => boolean {
  let failed = false;
  // An error may come after the command has ended.
  const fail = (): void => {
    failed = true;
    process.exitCode ||= 1;
  };
  stdout.on("error", (error) => {
    if (isClosedPipe(error)) return;
    if (!failed) stderr.write(`almanac: standard output cannot be written: ${error.message}\n`);
    fail();
  });
  stderr.on("error", (error) => {
    if (!isClosedPipe(error)) fail();
  });
  return () => failed;
}

/**
 * Runs the program on the process; the exit code is in `process.exitCode`. It has nothing to put in
 * order, so that Ctrl-C ends it as it ends any program.
 */
export async function main(): Promise<void> {
  const { stdout, stderr, stdin, env } = process;
  const outputFailed = guardOutput({ stdout, stderr });
  const io: Io = { stdout, stderr, stdin, env, cwd: process.cwd() };
  const exitCode = await run(process.argv.slice(2), io);
  process.exitCode = exitCode || (outputFailed() ? 1 : 0);
}
