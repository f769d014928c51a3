import type { CommanderError } from "@commander-js/extra-typings";
import { errorReport } from "toolkit/error-report";
import { OutputGone } from "toolkit/output-guard";
import { printable } from "toolkit/printable";
import { refusedWord } from "toolkit/refused-word";

import { createProgram, type Refusal } from "./cli/program.ts";
import { FwError } from "./errors.ts";
import type { Io } from "./io.ts";
import { printJsonLine } from "./ui/print.ts";

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
    const refused = isParserError(error) ? refusedWord(program.command, error, argv) : {};
    return reportError(error, io, wantsJson(argv), { ...refused, ...program.refusal() });
  }
}

/** Whether the answer was to be one JSON document, also when it is an error. */
function wantsJson(argv: readonly string[]): boolean {
  const [own = ""] = argv.join(" ").split(" -- ", 1);
  return /(^| )(--json|--format[ =]json)( |$)/.test(own);
}

function reportError(error: unknown, io: Io, json: boolean, refusal: Refusal): number {
  const { signal } = io;
  if (signal.aborted) {
    if (signal.reason instanceof OutputGone) return signal.reason.exitCode;
    io.stderr.write("fw: interrupted\n");
    return 130;
  }
  const usage = usageError(error, refusal);
  if (usage === "help") return 0;
  const failure = usage ?? toFwError(error, io.env);
  const { message, hint, exitCode } = failure;
  if (json) printJsonLine(io, { error: errorReport(failure) });
  io.stderr.write(printable(`fw: ${message}\n${hint ? `  → ${hint}\n` : ""}`));
  return exitCode;
}

function isParserError(error: unknown): error is CommanderError {
  const { code } = error as Partial<CommanderError>;
  return typeof code === "string" && code.startsWith("commander.");
}

/** What the parser found wrong, or that it was only asked for help. */
function usageError(error: unknown, refusal: Refusal): FwError | "help" | undefined {
  if (!isParserError(error)) return undefined;
  const { code, exitCode, message } = error;
  if (exitCode === 0) return "help";
  const said = code === "commander.help" ? "a command is missing" : message;
  const [what = "", guess] = said.replace(/^error: /, "").split("\n");
  const { command, missing, ...given } = refusal;
  const hint = [
    ...(guess === undefined ? [] : [guess.replace(/^\((.*)\)$/, "$1")]),
    ...(missing === undefined ? [] : [`give one of: ${missing.join(", ")};`]),
    `see: ${command} --help`,
  ];
  return new FwError("E_USAGE", what, { ...given, hint: hint.join(" "), exitCode: 2 });
}

function toFwError(error: unknown, env: Io["env"]): FwError {
  if (error instanceof FwError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC") return new FwError("E_DISK_FULL", `the disk is full: ${message}`);
  if (error instanceof Error && error.stack && env["FW_DEBUG"]) {
    return new FwError("E_IO", error.stack);
  }
  return new FwError("E_IO", message ?? String(error));
}
