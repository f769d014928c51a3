import { type GrammarArgument, type GrammarCommand, valuedFlags } from "./grammar.ts";

/**
 * A completion script for bash that needs nothing but bash. Where it has no words of its own,
 * readline completes file names.
 */
export function bashCompletion(grammar: readonly GrammarCommand[]): string {
  const paths = grammar.filter(({ path }) => path.length > 0).map(({ path }) => path.join(" "));
  return [
    "# completion for fw; made by: fw completion bash",
    "_fw() {",
    '  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at="" offers="" word last="" first="" n=0',
    '  for word in "${COMP_WORDS[@]:1:$((COMP_CWORD-1))}"; do',
    `    case "$last" in ${valuedFlags(grammar).join("|")}) last=""; continue ;; esac`,
    '    last="$word"',
    '    case "${at:+$at }$word" in',
    `      ${paths.map((path) => `"${path}"`).join("|")}) at="\${at:+$at }$word" ;;`,
    '      "${at:+$at }"-*) ;;',
    '      *) n=$((n + 1)); [ "$n" -gt 1 ] || first="$word" ;;',
    "    esac",
    "  done",
    '  case "$at $prev" in',
    ...grammar.flatMap(valueCases),
    "  esac",
    '  case "$at:$n:$cur" in',
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

function wordCases({ path, options, words, args }: GrammarCommand): readonly string[] {
  const at = path.join(" ");
  return [
    `    "${at}:"*":-"*) offers="${options.flatMap(({ flags }) => flags).join(" ")}" ;;`,
    ...args.map((argument, place) => `    "${at}:${place}:"*) offers=${offersOf(argument)} ;;`),
    ...(args.length === 0 ? [`    "${at}:0:"*) offers="${words.join(" ")}" ;;`] : []),
  ];
}

/** Names of machines and interfaces are asked of the program, which knows the lab that is up. */
function offersOf(argument: GrammarArgument): string {
  if (argument === "any") return '""';
  if (argument === "node") return '"primary backup $(fw __words 2>/dev/null)"';
  if (argument === "iface") return '"$(fw __words "$first" 2>/dev/null)"';
  return `"${argument.join(" ")}"`;
}
