import type { Command } from "@commander-js/extra-typings";

import { KEYS } from "../settings/keys.ts";

/** An option as a completion offers it. */
export interface GrammarOption {
  /** The spellings, the long one last. */
  readonly flags: readonly string[];
  readonly description: string;
  /** `none` for a switch, `file`, `any`, or the words to choose from. */
  readonly value: "none" | "file" | "any" | readonly string[];
}

/** A command as a completion offers it. */
interface GrammarVerb {
  readonly name: string;
  readonly description: string;
  readonly options: readonly GrammarOption[];
  /** The words of its first argument, if they are a closed list. */
  readonly words: readonly string[];
}

/** What can be written after the program's name. */
export interface Grammar {
  readonly verbs: readonly GrammarVerb[];
  /** The options of every command. */
  readonly options: readonly GrammarOption[];
}

function value(option: Command["options"][number]): GrammarOption["value"] {
  if (!option.required && !option.optional) return "none";
  if (option.flags.includes("<file>")) return "file";
  const choices = option.argChoices ?? KEYS.find(({ flag }) => flag === option.long)?.choices;
  return choices ?? "any";
}

function options(command: Pick<Command, "options">): readonly GrammarOption[] {
  return command.options.map((option) => ({
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    description: option.description,
    value: value(option),
  }));
}

/** Reads the grammar off the parser itself, so that a completion offers what the program takes. */
export function grammarOf(program: Command): Grammar {
  return {
    verbs: program.commands.map((command) => ({
      name: command.name(),
      description: command.description(),
      options: options(command),
      words: command.registeredArguments[0]?.argChoices ?? [],
    })),
    options: [
      ...options(program),
      { flags: ["-h", "--help"], description: "show help", value: "none" },
    ],
  };
}
