import type { GrammarCommand } from "./grammar.ts";

/**
 * A completion script for bash that needs nothing but bash. Where it has no words of its own,
 * readline completes file names.
 */
export function bashCompletion(grammar: readonly GrammarCommand[]): string {
  const paths = grammar.filter(({ path }) => path.length > 0).map(({ path }) => path.join(" "));
  return [
    "# completion for fw; made by: fw completion bash",
    "_fw() {",
    '  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at="" offers="" word',
    '  for word in "${COMP_WORDS[@]:1:$((COMP_CWORD-1))}"; do',
    '    case "${at:+$at }$word" in',
    `      ${paths.map((path) => `"${path}"`).join("|")}) at="\${at:+$at }$word" ;;`,
    "    esac",
    "  done",
    '  case "$at $prev" in',
    ...grammar.flatMap(valueCases),
    "  esac",
    '  case "$at:$cur" in',
    ...grammar.flatMap(wordCases),
    "  esac",
    '  COMPREPLY=($(compgen -W "$offers" -- "$cur"))',
    "}",
    "complete -o default -F _fw fw",
  ].join("\n");
}

function valueCases({ path, options }: GrammarCommand): readonly string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ flags, choices }) => {
      const places = flags.map((flag) => `"${path.join(" ")} ${flag}"`).join("|");
      return `    ${places}) COMPREPLY=($(compgen -W "${choices.join(" ")}" -- "$cur")); return ;;`;
    });
}

function wordCases({ path, options, words }: GrammarCommand): readonly string[] {
  const at = path.join(" ");
  return [
    `    "${at}:-"*) offers="${options.flatMap(({ flags }) => flags).join(" ")}" ;;`,
    `    "${at}:"*) offers="${words.join(" ")}" ;;`,
  ];
}
