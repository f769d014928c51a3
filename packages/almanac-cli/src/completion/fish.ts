import type { Grammar, GrammarOption } from "./grammar.ts";

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function optionLine(condition: string, { flags, description, value }: GrammarOption): string {
  const spellings = flags.map((flag) =>
    flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
  );
  const values =
    value === "none"
      ? ""
      : value === "file"
        ? " -r -F"
        : value === "any"
          ? " -x"
          : ` -x -a ${quote(value.join(" "))}`;
  return `complete -c almanac${condition} ${spellings.join(" ")}${values} -d ${quote(description)}`;
}

/** A completion script for fish. */
export function fishCompletion({ verbs, options }: Grammar): string {
  return [
    "# fish completion for almanac; made by: almanac completion fish",
    "complete -c almanac -f",
    ...options.map((option) => optionLine("", option)),
    ...verbs.flatMap((verb) => {
      const within = ` -n ${quote(`__fish_seen_subcommand_from ${verb.name}`)}`;
      return [
        `complete -c almanac -n __fish_use_subcommand -a ${verb.name} -d ${quote(verb.description)}`,
        ...verb.options.map((option) => optionLine(within, option)),
        ...(verb.words.length > 0
          ? [`complete -c almanac${within} -a ${quote(verb.words.join(" "))}`]
          : []),
      ];
    }),
  ].join("\n");
}
