import type { Grammar, GrammarCommand, GrammarOption } from "./grammar.ts";
import type { Words } from "./words.ts";

/** A completion script for fish, with the descriptions of commands and options. */
export function fishCompletion(grammar: Grammar): string {
  const { program, commands } = grammar;
  return [
    `# fish completion for ${program}; made by: ${program} completion fish`,
    ...wordsFunction(grammar),
    `function __${program}_at`,
    `  set -l words (__${program}_words)`,
    '  test "$words[2..$(math 1 + (count $argv))]" = "$argv"',
    "end",
    `complete -c ${program} -f`,
    ...commands.flatMap((command) => [
      ...command.children.map((child) => childLine(grammar, command, child)),
      ...command.args.flatMap((words, place) => argumentLine(program, command, words, place)),
      ...command.options.map((option) => optionLine(program, command, option)),
    ]),
  ].join("\n");
}

/** The words before the one that is being typed, without options and their values. */
function wordsFunction({ program, valuedFlags }: Grammar): readonly string[] {
  return [
    `function __${program}_words`,
    "  set -l last",
    "  for word in (commandline -opc)",
    `    if contains -- "$last" ${valuedFlags.join(" ")}; set last; continue; end`,
    "    set last $word",
    "    string match -q -- '-*' $word; or echo $word",
    "  end",
    "end",
  ];
}

/**
 * Where a command's words belong: all words that lead to it were typed.
 *
 * @param place how many words were typed after those; absent: any number, but the program itself
 *   and a command with subcommands ask for none, since the next word is another command's
 */
function condition(
  program: string,
  { path, children }: GrammarCommand,
  place: number | undefined = children.length > 0 ? 0 : undefined,
): string {
  const parts = [
    ...(path.length > 0 ? [`__${program}_at ${path.join(" ")}`] : []),
    ...(place === undefined
      ? []
      : [`test (count (__${program}_words)) -eq ${path.length + place + 1}`]),
  ];
  return parts.length === 0 ? "" : ` -n ${quote(parts.join("; and "))}`;
}

function childLine({ program, commands }: Grammar, command: GrammarCommand, child: string): string {
  const path = [...command.path, child].join(" ");
  const description = commands.find((other) => other.path.join(" ") === path)?.description ?? "";
  return `complete -c ${program}${condition(program, command)} -a ${child} -d ${quote(description)}`;
}

function argumentLine(
  program: string,
  command: GrammarCommand,
  words: Words,
  place: number,
): readonly string[] {
  if (words === "any") return [];
  const offered = words === "file" ? "-F" : `-a ${quote(wordList(program, command, words))}`;
  return [`complete -c ${program}${condition(program, command, place)} ${offered}`];
}

function wordList(
  program: string,
  { path }: GrammarCommand,
  words: Exclude<Words, "any" | "file">,
): string {
  if (!("call" in words)) return words.join(" ");
  // The words before are the program's name, the command's path and its first argument.
  const first = words.ofFirst ? ` (__${program}_words)[${path.length + 2}]` : "";
  return [...words.fixed, `(${words.call}${first} 2>/dev/null)`].join(" ");
}

function optionLine(
  program: string,
  command: GrammarCommand,
  { flags, description, value }: GrammarOption,
): string {
  const spellings = flags.map((flag) =>
    flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
  );
  const parts = [spellings.join(" "), ...valueParts(program, command, value)];
  return `complete -c ${program}${condition(program, command)} ${parts.join(" ")} -d ${quote(description)}`;
}

function valueParts(
  program: string,
  command: GrammarCommand,
  value: Words | undefined,
): readonly string[] {
  if (value === undefined) return [];
  if (value === "file") return ["-r -F"];
  if (value === "any") return ["-x"];
  return [`-x -a ${quote(wordList(program, command, value))}`];
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
