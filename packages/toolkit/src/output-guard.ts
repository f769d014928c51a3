import type { Writable } from "node:stream";

/** Why a command ends early whose output goes nowhere, and what the process ends with. */
export class OutputGone extends Error {
  readonly exitCode: 0 | 1;

  constructor(exitCode: 0 | 1) {
    super("the output goes nowhere");
    this.name = "OutputGone";
    this.exitCode = exitCode;
  }
}

const CLOSED = new Set(["EPIPE", "ERR_STREAM_PREMATURE_CLOSE", "ERR_STREAM_DESTROYED"]);

/** Whether a reader closed the pipe, which has seen enough: no failure of the program's. */
export function isClosedPipe(error: unknown): boolean {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return CLOSED.has(code ?? "");
}

/** The output of a process that is watched, and who writes it. */
export interface GuardedOutput {
  readonly program: string;
  /** Says what went wrong in the language of the user; absent: in English. */
  readonly say?: (english: string) => string;
  readonly stdout: Writable;
  readonly stderr: Writable;
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
  { program, stdout, stderr, say = (english) => english }: GuardedOutput,
  stop: (reason: OutputGone) => void,
): (code: number) => number {
  let failed = false;
  // An error may come after the command has ended.
  const fail = (): void => {
    failed = true;
    process.exitCode ||= 1;
  };
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (isClosedPipe(error)) return stop(new OutputGone(0));
    const { code, message } = error;
    if (!failed) {
      const hint = cure(code);
      const problem = say(`cannot write standard output: ${message}`);
      stderr.write(`${program}: ${problem}\n${hint && `  → ${say(hint)}\n`}`);
    }
    fail();
    stop(new OutputGone(1));
  });
  // The work itself goes on without its progress.
  stderr.on("error", (error) => {
    if (!isClosedPipe(error)) fail();
  });
  return (code) => code || (failed ? 1 : 0);
}

function cure(code: string | undefined): string {
  return code === "ENOSPC" ? "free some space where the output goes, or send it elsewhere" : "";
}
