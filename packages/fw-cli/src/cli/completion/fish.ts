import {
  type GrammarArgument,
  type GrammarCommand,
  type GrammarOption,
  valuedFlags,
} from "./grammar.ts";

/** A completion script for fish, with the descriptions of commands and options. */
export function fishCompletion(grammar: readonly GrammarCommand[]): string {
  return [
    "# completion for fw; made by: fw completion fish",
    ...wordsFunction(valuedFlags(grammar)),
    // Whether the words after fw begin with those.
    "function __fw_at",
    "  set -l words (__fw_words)",
    '  test "$words[2..$(math 1 + (count $argv))]" = "$argv"',
    "end",
    ...grammar.flatMap((command) => {
      const condition = `-n ${quote(conditionOf(command, grammar))}`;
      return [
        ...command.words.map((word) => wordLine(condition, command, word, grammar)),
        ...command.args.flatMap((argument, place) =>
          argumentLine(condition, command, argument, place),
        ),
        ...command.options.map((option) => optionLine(condition, option)),
      ];
    }),
  ].join("\n");
}

/** The words before the one that is being typed, without options and their values. */
function wordsFunction(valued: readonly string[]): readonly string[] {
  return [
    "function __fw_words",
    "  set -l last",
    "  for word in (commandline -opc)",
    `    if contains -- "$last" ${valued.join(" ")}; set last; continue; end`,
    "    set last $word",
    "    string match -q -- '-*' $word; or echo $word",
    "  end",
    "end",
  ];
}

/** Where a command's words belong: all words that lead to it were typed, and none that leads on. */
function conditionOf({ path }: GrammarCommand, grammar: readonly GrammarCommand[]): string {
  const leadsOn = grammar.some(
    (other) =>
      other.path.length > path.length && path.every((word, place) => word === other.path[place]),
  );
  return [
    ...(path.length > 0 ? [`__fw_at ${path.join(" ")}`] : []),
    ...(leadsOn ? [`test (count (__fw_words)) -eq ${path.length + 1}`] : []),
  ].join("; and ");
}

function wordLine(
  condition: string,
  command: GrammarCommand,
  word: string,
  grammar: readonly GrammarCommand[],
): string {
  const child = grammar.find(({ path }) => path.join(" ") === [...command.path, word].join(" "));
  const description = child === undefined ? "" : ` -d ${quote(child.description)}`;
  return `complete -c fw ${condition} -f -a ${word}${description}`;
}

/** Arguments after the first, and those whose values only the program knows. */
function argumentLine(
  condition: string,
  { path }: GrammarCommand,
  argument: GrammarArgument,
  place: number,
): readonly string[] {
  const words = wordsOf(argument);
  if (words === undefined || (place === 0 && argument !== "node")) return [];
  const here = condition.replace(
    /'$/,
    `; and test (count (__fw_words)) -eq ${path.length + place + 1}'`,
  );
  return [`complete -c fw ${here} -f -a ${quote(words)}`];
}

function wordsOf(argument: GrammarArgument): string | undefined {
  if (argument === "any") return undefined;
  if (argument === "node") return "primary backup (fw __words 2>/dev/null)";
  // The words before are fw, the command and the node.
  if (argument === "iface") return "(fw __words (__fw_words)[3] 2>/dev/null)";
  return argument.join(" ");
}

function optionLine(
  condition: string,
  { flags, description, takesValue, choices }: GrammarOption,
): string {
  const spellings = flags.map((flag) =>
    flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
  );
  const value = choices.length > 0 ? ` -x -a ${quote(choices.join(" "))}` : takesValue ? " -r" : "";
  return `complete -c fw ${condition} ${spellings.join(" ")}${value} -d ${quote(description)}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
