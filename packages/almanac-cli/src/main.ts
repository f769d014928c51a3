import { CommanderError } from "@commander-js/extra-typings";
import { guardOutput, isClosedPipe } from "toolkit/output-guard";

import type { Io } from "./io.ts";
import { createProgram, type Outcome, usageReport } from "./program.ts";
import { languageOfLine } from "./settings/language.ts";
import { sayIn } from "./texts/in-language.ts";
import { createMeasure } from "./views/width.ts";

/**
 * Runs one command.
 * @param argv - the arguments after the program's name
 * @returns the exit code: 0 fine, 1 a finding or a failure, 2 a wrong call or bad input
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const outcome: Outcome = { exitCode: 0 };
  const json = argv.includes("--json");
  const language = languageOfLine(argv, io);
  const say = await sayIn(language);
  const measure = await createMeasure(language);
  const call = { argv, json, say, measure, translated: language !== "en" };
  const program = createProgram(io, outcome, call);
  try {
    await program.parseAsync([...argv], { from: "user" });
    return outcome.exitCode;
  } catch (error) {
    if (isClosedPipe(error)) return 0;
    // Whoever watches the output tells it; a file that cannot be written is another error.
    if (error instanceof Error && "syscall" in error && error.syscall === "write") return 1;
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      if (error.code !== "commander.help") {
        io.stderr.write(usageReport(program, error, call, outcome));
      }
      return 2;
    }
    const { report } = await import("./errors/report.ts");
    return report(error, io, call);
  }
}

/**
 * Runs the program on the process; the exit code is in `process.exitCode`. It has nothing to put in
 * order, so that Ctrl-C ends it as it ends any program.
 */
export async function main(): Promise<void> {
  const { stdout, stderr, stdin, env } = process;
  const io: Io = { stdout, stderr, stdin, env, cwd: process.cwd() };
  const argv = process.argv.slice(2);
  const say = await sayIn(languageOfLine(argv, io));
  const exitCode = guardOutput({ program: "almanac", stdout, stderr, say }, () => {});
  process.exitCode = exitCode(await run(argv, io));
}
