import type { Io } from "../io.ts";

/** Why a command ends early whose output goes nowhere, and what the process ends with. */
export class OutputGone extends Error {
  readonly exitCode: 0 | 1;

  constructor(exitCode: 0 | 1) {
    super("the output goes nowhere");
    this.name = "OutputGone";
    this.exitCode = exitCode;
  }
}

/**
 * Watches the process's output. A reader that closes the pipe has seen enough, which is no failure
 * and not worth a word; any other error of standard output (a full disk, a terminal that is gone) is
 * told once, and the process ends with 1.
 *
 * @param stop asks whatever runs for its end
 * @returns what the process ends with when the command ends with `code`
 */
export function guardOutput(
  { stdout, stderr }: Pick<Io, "stdout" | "stderr">,
  stop: (reason: OutputGone) => void,
): (code: number) => number {
  let failed = false;
  // An error may come after the command has ended.
  const fail = (): void => {
    failed = true;
    process.exitCode ||= 1;
  };
  stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") return stop(new OutputGone(0));
    if (!failed) stderr.write(`fw: cannot write standard output: ${message}\n${cure(code)}`);
    fail();
    stop(new OutputGone(1));
  });
  // The work itself goes on without its progress.
  stderr.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code !== "EPIPE") fail();
  });
  return (code) => code || (failed ? 1 : 0);
}

function cure(code: string | undefined): string {
  return code === "ENOSPC"
    ? "  → free some space where the output goes, or send it elsewhere\n"
    : "";
}
