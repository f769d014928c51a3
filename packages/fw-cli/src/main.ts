import { guardOutput } from "toolkit/output-guard";

import { userInterrupt } from "./cli/interrupt.ts";
import type { Io } from "./io.ts";
import { version } from "./package.ts";

/** The program's entry: the process as {@link Io}, its exit code in `process.exitCode`. */
export async function main(): Promise<void> {
  using interrupt = userInterrupt();
  const { stdout, stderr, stdin, env } = process;
  const guarded = { program: "fw", stdout, stderr };
  const exitCode = guardOutput(guarded, (reason) => interrupt.abort(reason));
  const io: Io = {
    stdout,
    stderr,
    stdin,
    env,
    cwd: process.cwd(),
    // Not read here: a command that does not heed it is ended by the first Ctrl-C.
    get signal() {
      return interrupt.signal;
    },
  };
  // A program that begins in a folder that its user may not enter does not begin at all.
  process.chdir("/");
  process.exitCode = exitCode(await answer(process.argv.slice(2), io));
}

/** Prints the version without loading what commands need. */
async function answer(argv: readonly string[], io: Io): Promise<number> {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    io.stdout.write(`${version}\n`);
    return 0;
  }
  const { run } = await import("./run.ts");
  return run(argv, io);
}
