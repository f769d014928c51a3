import { readFileSync } from "node:fs";

import { Command, type CommanderError } from "@commander-js/extra-typings";
import { errorReport } from "toolkit/error-report";
import { jsonText, printable } from "toolkit/printable";
import { noteRefusedValues, type RefusedValue } from "toolkit/refused-value";
import { guessIn, refusedWord } from "toolkit/refused-word";

import { createContext, type Context } from "./context.ts";
import { usageHint } from "./errors/usage-hint.ts";
import type { Io } from "./io.ts";
import { JSON_VERSION } from "./json/version.ts";
import { KEYS, type Key } from "./settings/keys.ts";
import { resolveSettings } from "./settings/settings.ts";
import type { Say } from "./texts/phrases.ts";
import { translateHelp, type Speech } from "./translated-help.ts";
import { addVerbs } from "./verbs.ts";

function version(): string {
  const file = new URL("../package.json", import.meta.url);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own package.json
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function describe({ description, choices, argument, fallback }: Key, say: Say): string {
  const known = choices === undefined ? "" : `: ${choices.join(", ")}`;
  const otherwise =
    argument === undefined || fallback === undefined ? "" : ` (${say(`default ${fallback}`)})`;
  return `${say(description)}${known}${otherwise}`;
}

/** What a run of the program leaves behind. */
export interface Outcome {
  /** The exit code of the command that ran. */
  exitCode: number;
  /** The value that an option or an argument refused. */
  refused?: RefusedValue;
}

/** What the parser found wrong, in the form of our own reports. */
export function usageReport(
  program: Command,
  error: CommanderError,
  { argv, json, say }: Call,
  { refused }: Outcome,
): string {
  const lines = error.message
    .replace(/^error: /, "")
    .trimEnd()
    .split("\n");
  const problem = lines.map(say).join("\n");
  const english = usageHint(argv);
  const hint = english && say(english);
  const message =
    hint === undefined ? problem : `${problem}${/[.。]$/.test(problem) ? "" : "."} ${hint}`;
  if (json) {
    const given = refused ?? refusedWord(program, error, argv);
    const cure = hint ?? say(guessIn(error.message) ?? "see: almanac --help");
    const report = errorReport({ code: "usage", message, ...given, hint: cure });
    return `${jsonText({ version: JSON_VERSION, error: report })}\n`;
  }
  return printable(`almanac: ${message} [usage]\n`);
}

/** What a program must know of its line before the line is read. */
export interface Call extends Speech {
  /** The arguments, for the cure of a wrong call. */
  readonly argv: readonly string[];
  /** Whether a wrong call is reported as JSON. */
  readonly json: boolean;
  /** Whether the program speaks another language than English. */
  readonly translated: boolean;
}

/**
 * The command line: the settings that every command shares, and the commands.
 *
 * @param outcome - receives what becomes of the run
 */
export function createProgram(io: Io, outcome: Outcome, call: Call): Command {
  const { say } = call;
  const program = new Command("almanac");
  program
    .description(
      "Nine Stars, stems and branches, and the 24 weather periods (solar terms) to the second",
    )
    .version(version(), "-V, --version", "print the version")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      // Reported by whoever runs this.
      outputError: () => {},
    })
    .configureHelp({ showGlobalOptions: true })
    .helpOption("-h, --help", say("display help for command"))
    .helpCommand("help [command]", say("display help for command"))
    .showSuggestionAfterError();
  for (const key of KEYS) {
    const flag = key.argument === undefined ? key.flag : `${key.flag} ${key.argument}`;
    program.option(flag, describe(key, say));
  }
  program.option("--config <file>", "config file (default ~/.config/almanac/config.json)");

  addVerbs(program, say, async (command, body) => {
    const settings = resolveSettings(io, command.optsWithGlobals());
    const context: Context = await createContext(io, settings);
    outcome.exitCode = (await body(context)) ?? 0;
  });
  for (const command of program.commands) {
    noteRefusedValues(command, (value) => (outcome.refused = value));
  }
  if (call.translated) translateHelp(program, call);
  return program;
}
