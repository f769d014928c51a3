import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { examples } from "toolkit/examples";
import { noteRefusedValues, type RefusedValue } from "toolkit/refused-value";

import type { Io } from "../io.ts";
import { version } from "../package.ts";
import { addConfigCommands } from "./config-commands.ts";
import { addFaultCommands } from "./fault-commands.ts";
import { addHostCommands } from "./host-commands.ts";
import { addLabCommands } from "./lab-commands.ts";
import { type CommonOptions } from "./options.ts";
import { addProofCommands } from "./proof-commands.ts";
import { addScreenCommands } from "./screen-commands.ts";
import { addUsbCommands } from "./usb-commands.ts";

/** The command line: what may be typed, and which command serves it. */
export interface Program {
  parse(argv: readonly string[]): Promise<void>;
  /** What the parser refused. */
  refusal(): Refusal;
  /** What the command that ran wants the process to end with. */
  exitCode(): number;
  /** The tree of commands, for completion and documentation. */
  readonly command: Command;
}

/** A call that the parser refused. */
export interface Refusal extends Partial<RefusedValue> {
  /** The words of the command, with those before it. */
  readonly command: string;
  /** The commands of which one must follow. */
  readonly missing?: readonly string[];
}

/** Builds the command line for one run. Each command's code is loaded only when it is called. */
export function createProgram(io: Io): Program {
  let code = 0;
  const run = {
    io,
    finish: (result: number | void): void => void (code = result ?? 0),
    context: (options: CommonOptions) => ({
      io,
      json: options.json ?? false,
      dryRun: options.dryRun ?? false,
      config: options.config,
      lab: options.lab,
    }),
  };

  const fw = new Command("fw")
    .description("Runs a firewall pair, lets you break it, and proves that connections survive.")
    .version(version, "-V, --version")
    .showSuggestionAfterError()
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      // The help of a command that lacks a subcommand; errors are reported by whoever runs this.
      writeErr: (text) => void io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
    })
    .addHelpText(
      "after",
      examples(["fw up", "fw status", "fw power primary off", "fw prove", "fw down"]),
    );

  fw.commandsGroup("The lab:");
  addLabCommands(fw, run);
  fw.commandsGroup("Screens and USB devices:");
  addScreenCommands(fw, run);
  addUsbCommands(fw, run);
  fw.commandsGroup("Faults:");
  addFaultCommands(fw, run);
  fw.commandsGroup("Proof:");
  addProofCommands(fw, run);
  fw.commandsGroup("The config:");
  addConfigCommands(fw, run);
  fw.commandsGroup("This machine:");
  addHostCommands(fw, run);

  let refusal: Refusal = { command: "fw" };
  inheritSettings(fw, "fw", (part) => (refusal = { ...refusal, ...part }));
  return {
    refusal: () => refusal,
    command: fw,
    exitCode: () => code,
    parse: async (argv) => void (await fw.parseAsync([...argv], { from: "user" })),
  };
}

/** Gives every command the program's settings, and notes what the parser refuses. */
function inheritSettings(
  parent: CommandUnknownOpts,
  words: string,
  refuse: (part: Partial<Refusal>) => void,
): void {
  parent.configureOutput({ outputError: () => refuse({ command: words }) });
  for (const command of parent.commands) {
    const own = `${words} ${command.name()}`;
    command.copyInheritedSettings(parent);
    inheritSettings(command, own, refuse);
    noteRefusedValues(command, refuse);
    const following = command.commands.map((next) => next.name());
    if (following.length > 0) noteMissing(command, { command: own, missing: following }, refuse);
  }
}

/** Notes the commands that can follow when the help of a group is shown because none does. */
function noteMissing(
  command: CommandUnknownOpts,
  refusal: Refusal,
  refuse: (part: Partial<Refusal>) => void,
): void {
  command.addHelpText("before", ({ error }) => {
    if (error) refuse(refusal);
    return "";
  });
}
