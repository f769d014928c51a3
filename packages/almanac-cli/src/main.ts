import { CommanderError } from "@commander-js/extra-typings";
import { guardOutput, isClosedPipe } from "toolkit/output-guard";

import type { Io } from "./io.ts";
import { createProgram } from "./program.ts";

/**
 * Runs one command.
 * @param argv - the arguments after the program's name
 * @returns the exit code: 0 fine, 1 a finding or a failure, 2 a wrong call or bad input
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const outcome = { exitCode: 0 };
  const json = argv.includes("--json");
  try {
    await createProgram(io, outcome, json, argv).parseAsync([...argv], { from: "user" });
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

/**
 * Runs the program on the process; the exit code is in `process.exitCode`. It has nothing to put in
 * order, so that Ctrl-C ends it as it ends any program.
 */
export async function main(): Promise<void> {
  const { stdout, stderr, stdin, env } = process;
  const exitCode = guardOutput({ program: "almanac", stdout, stderr }, () => {});
  const io: Io = { stdout, stderr, stdin, env, cwd: process.cwd() };
  process.exitCode = exitCode(await run(process.argv.slice(2), io));
}
