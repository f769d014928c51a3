import type { CommandUnknownOpts } from "@commander-js/extra-typings";

import type { Words, WordSources } from "./words.ts";

/** An option as a completion offers it. */
export interface GrammarOption {
  /** The spellings, the long one last. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Its value; absent for a switch. */
  readonly value: Words | undefined;
}

/** A command, or the program itself, as a completion offers it. */
export interface GrammarCommand {
  /** The words that lead to it after the program's name: none, `up` or `image build`. */
  readonly path: readonly string[];
  readonly description: string;
  readonly options: readonly GrammarOption[];
  /** The names of its subcommands. */
  readonly children: readonly string[];
  /** What its arguments may be, in their order. */
  readonly args: readonly Words[];
}

/** The program's name, and what may be written after it. */
export interface Grammar {
  readonly program: string;
  /** The program itself, then each command before its subcommands. */
  readonly commands: readonly GrammarCommand[];
  /** Every spelling of an option that takes a value: the word after it is none of the command's. */
  readonly valuedFlags: readonly string[];
}

/** Reads the grammar off the parser itself, so that a completion offers what the program takes. */
export function grammarOf(program: CommandUnknownOpts, sources: WordSources): Grammar {
  const commands = commandsFrom(program, [], sources);
  const valued = commands.flatMap(({ options }) => options.filter(({ value }) => value));
  return {
    program: program.name(),
    commands,
    valuedFlags: [...new Set(valued.flatMap(({ flags }) => flags))],
  };
}

function commandsFrom(
  command: CommandUnknownOpts,
  path: readonly string[],
  sources: WordSources,
): readonly GrammarCommand[] {
  // Commander's own `help` is left out, for every command has --help, and so is what is not for users.
  const children = command.commands.filter((child) => !child.name().startsWith("_"));
  const own: GrammarCommand = {
    path,
    description: command.description(),
    options: optionsOf(command, sources),
    children: children.map((child) => child.name()),
    args: command.registeredArguments.map((argument) => {
      const name = argument.name();
      return argument.argChoices ?? sources.args?.[name] ?? (namesFile(name) ? "file" : "any");
    }),
  };
  return [
    own,
    ...children.flatMap((child) => commandsFrom(child, [...path, child.name()], sources)),
  ];
}

/** A command's options, then those of the program that it takes too. */
function optionsOf(command: CommandUnknownOpts, sources: WordSources): readonly GrammarOption[] {
  const help = command.createHelp();
  const options = [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)];
  return options.map(({ short, long, description, flags, required, optional, argChoices }) => ({
    flags: [short, long].filter((flag) => flag !== undefined),
    description,
    value:
      required || optional
        ? (argChoices ?? sources.options?.[long ?? ""] ?? (namesFile(flags) ? "file" : "any"))
        : undefined,
  }));
}

function namesFile(text: string): boolean {
  return /(^|<)(file|dir)(>|$)/.test(text);
}
