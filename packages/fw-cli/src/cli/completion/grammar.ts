import type { CommandUnknownOpts } from "@commander-js/extra-typings";

/** An option as a completion offers it. */
export interface GrammarOption {
  /** The spellings, the long one last. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** The values, when they are a closed list; else empty. */
  readonly choices: readonly string[];
}

/** A command, or the program itself, as a completion offers it. */
export interface GrammarCommand {
  /** The words that lead to it after the program's name: none, `up` or `image build`. */
  readonly path: readonly string[];
  readonly description: string;
  readonly options: readonly GrammarOption[];
  /** Its subcommands, or the values of its first argument when they are a closed list. */
  readonly words: readonly string[];
  /** What its arguments may be, in their order. */
  readonly args: readonly GrammarArgument[];
}

/** One of a closed list, a machine of the lab, an interface of the machine named before, or anything. */
export type GrammarArgument = readonly string[] | "node" | "iface" | "any";

/** Reads the grammar off the parser itself, so that a completion offers what the program takes. */
export function grammarOf(
  command: CommandUnknownOpts,
  path: readonly string[] = [],
): readonly GrammarCommand[] {
  const help = command.createHelp();
  // Commander invents a `help` command, which is left out: every command has --help.
  const children = command.commands.filter((child) => !child.name().startsWith("_"));
  const own = {
    path,
    description: command.description(),
    options: help.visibleOptions(command).map((option) => ({
      flags: [option.short, option.long].filter((flag) => flag !== undefined),
      description: option.description,
      takesValue: option.required || option.optional,
      choices: option.argChoices ?? [],
    })),
    words: [
      ...children.map((child) => child.name()),
      ...(command.registeredArguments[0]?.argChoices ?? []),
    ],
    args: command.registeredArguments.map((argument): GrammarArgument => {
      const name = argument.name();
      if (argument.argChoices !== undefined) return argument.argChoices;
      return name === "node" || name === "iface" ? name : "any";
    }),
  };
  return [own, ...children.flatMap((child) => grammarOf(child, [...path, child.name()]))];
}

/** Every spelling of an option that takes a value: the word after it is none of the command's. */
export function valuedFlags(grammar: readonly GrammarCommand[]): readonly string[] {
  const valued = grammar.flatMap(({ options }) => options.filter(({ takesValue }) => takesValue));
  return [...new Set(valued.flatMap(({ flags }) => flags))];
}
