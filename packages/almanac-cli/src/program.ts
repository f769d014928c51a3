import { readFileSync } from "node:fs";

import { Command } from "@commander-js/extra-typings";
import { errorReport } from "toolkit/error-report";
import { jsonText, printable } from "toolkit/printable";
import { noteRefusedValues, type RefusedValue } from "toolkit/refused-value";

import { createContext, type Context } from "./context.ts";
import { usageHint } from "./errors/usage-hint.ts";
import type { Io } from "./io.ts";
import { JSON_VERSION } from "./json/version.ts";
import { KEYS, type Key } from "./settings/keys.ts";
import { resolveSettings } from "./settings/settings.ts";
import { addVerbs } from "./verbs.ts";

function version(): string {
  const file = new URL("../package.json", import.meta.url);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own package.json
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function describe({ description, choices, argument, fallback }: Key): string {
  const known = choices === undefined ? "" : `: ${choices.join(", ")}`;
  return `${description}${known}${argument === undefined || fallback === undefined ? "" : ` (default ${fallback})`}`;
}

/** What the parser found wrong, in the form of our own reports. */
function usageReport(
  text: string,
  argv: readonly string[],
  json: boolean,
  refused: RefusedValue | undefined,
): string {
  const problem = text.replace(/^error: /, "").trimEnd();
  const hint = usageHint(argv);
  const message =
    hint === undefined ? problem : `${problem}${problem.endsWith(".") ? "" : "."} ${hint}`;
  if (json)
    return `${jsonText({ version: JSON_VERSION, error: errorReport({ code: "usage", message, ...refused, hint }) })}\n`;
  return printable(`almanac: ${message} [usage]\n`);
}

/**
 * The command line: the settings that every command shares, and the commands.
 *
 * @param outcome - receives the exit code of the command that ran
 * @param json - whether a wrong call is reported as JSON
 * @param argv - the arguments, for the cure of a wrong call
 */
export function createProgram(
  io: Io,
  outcome: { exitCode: number },
  json: boolean,
  argv: readonly string[] = [],
): Command {
  const program = new Command("almanac");
  let refused: RefusedValue | undefined;
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
      outputError: (text, write) => write(usageReport(text, argv, json, refused)),
    })
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError();
  for (const key of KEYS) {
    const flag = key.argument === undefined ? key.flag : `${key.flag} ${key.argument}`;
    program.option(flag, describe(key));
  }
  program.option("--config <file>", "config file (default ~/.config/almanac/config.json)");

  addVerbs(program, async (command, body) => {
    const settings = resolveSettings(io, command.optsWithGlobals());
    const context: Context = await createContext(io, settings);
    outcome.exitCode = (await body(context)) ?? 0;
  });
  for (const command of program.commands) {
    noteRefusedValues(command, (value) => (refused = value));
  }
  return program;
}
