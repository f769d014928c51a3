import type { CommanderError, CommandUnknownOpts } from "@commander-js/extra-typings";

import type { RefusedValue } from "./refused-value.ts";

/** What the parser says of a call: the error that it throws. */
type ParserError = Pick<CommanderError, "code" | "message">;

/** The word between the first quotes of a message of the parser. */
function quoted(message: string): string | undefined {
  return /'([^']*)'/.exec(message)?.[1];
}

function longFlag(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}

/** Where a word was typed, from 1. */
function placeOf(word: string, argv: readonly string[]): string {
  const at = argv.lastIndexOf(word);
  return at === -1 ? word : `argument ${at + 1}`;
}

function isWord(word: string | undefined, argv: readonly string[]): Partial<RefusedValue> {
  return word === undefined ? {} : { place: placeOf(word, argv), value: word };
}

/** The first argument of the command that was called behind those that it takes. */
function excess({ commands, args, registeredArguments }: CommandUnknownOpts): string | undefined {
  for (const command of commands) {
    const word = excess(command);
    if (word !== undefined) return word;
  }
  const takesAll = registeredArguments.some(({ variadic }) => variadic);
  return commands.length > 0 || takesAll ? undefined : args[registeredArguments.length];
}

/**
 * The word that the parser itself refuses, and its place: `argument 2` for a word that was typed, the
 * argument or the option for one that is missing. The parser has it in its message only.
 *
 * @param argv - what was typed after the program's name
 */
export function refusedWord(
  program: CommandUnknownOpts,
  { code, message }: ParserError,
  argv: readonly string[],
): Partial<RefusedValue> {
  const named = quoted(message);
  switch (code) {
    case "commander.unknownOption":
    case "commander.unknownCommand":
      return isWord(named, argv);
    case "commander.excessArguments":
      return isWord(excess(program), argv);
    case "commander.missingArgument":
      return named === undefined ? {} : { place: named.toUpperCase() };
    case "commander.optionMissingArgument":
    case "commander.missingMandatoryOptionValue":
      return named === undefined ? {} : { place: longFlag(named) };
    default:
      return {};
  }
}

/** The nearest name, when the parser's message ends with a guess. */
export function guessIn(message: string): string | undefined {
  return /\n\((.*)\)$/.exec(message.trimEnd())?.[1];
}
