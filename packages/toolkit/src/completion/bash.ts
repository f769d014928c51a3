import type { Grammar, GrammarCommand } from "./grammar.ts";
import type { Words } from "./words.ts";

/** A completion script for bash that needs nothing but bash. */
export function bashCompletion({ program, commands, valuedFlags }: Grammar): string {
  const paths = commands.filter(({ path }) => path.length > 0).map(({ path }) => path.join(" "));
  return [
    `# bash completion for ${program}; made by: ${program} completion bash`,
    `_${program}_words() { COMPREPLY=($(compgen -W "$*" -- "$cur")); }`,
    `_${program}_files() {`,
    "  local IFS=$'\\n'",
    "  compopt -o filenames 2>/dev/null",
    '  COMPREPLY=($(compgen -f -- "$cur"))',
    "}",
    `_${program}() {`,
    '  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at="" word last="" first="" n=0',
    "  COMPREPLY=()",
    '  for word in "${COMP_WORDS[@]:1:$((COMP_CWORD-1))}"; do',
    `    case "$last" in ${valuedFlags.join("|")}) last=""; continue ;; esac`,
    '    last="$word"',
    '    case "${at:+$at }$word" in',
    `      ${paths.map((path) => `"${path}"`).join("|")}) at="\${at:+$at }$word" ;;`,
    '      "${at:+$at }"-*) ;;',
    '      *) n=$((n + 1)); [ "$n" -gt 1 ] || first="$word" ;;',
    "    esac",
    "  done",
    '  case "$at $prev" in',
    ...commands.flatMap((command) => valueCases(program, command)),
    "  esac",
    '  case "$at:$n:$cur" in',
    ...commands.flatMap((command) => wordCases(program, command)),
    "  esac",
    "}",
    `complete -F _${program} ${program}`,
  ].join("\n");
}

function valueCases(program: string, { path, options }: GrammarCommand): readonly string[] {
  return options.flatMap(({ flags, value }) => {
    if (value === undefined) return [];
    const places = flags.map((flag) => `"${path.join(" ")} ${flag}"`).join("|");
    return [`    ${places}) ${offer(program, value)}; return ;;`];
  });
}

function wordCases(
  program: string,
  { path, options, children, args }: GrammarCommand,
): readonly string[] {
  const at = path.join(" ");
  const flags = options.flatMap((option) => option.flags);
  return [
    `    "${at}:"*":-"*) ${offer(program, flags)} ;;`,
    ...(children.length > 0 ? [`    "${at}:0:"*) ${offer(program, children)} ;;`] : []),
    ...args.map((words, place) => `    "${at}:${place}:"*) ${offer(program, words)} ;;`),
  ];
}

function offer(program: string, words: Words): string {
  if (words === "any") return ":";
  if (words === "file") return `_${program}_files`;
  if ("call" in words) {
    const call = `$(${words.call}${words.ofFirst ? ' "$first"' : ""} 2>/dev/null)`;
    return `_${program}_words "${[...words.fixed, call].join(" ")}"`;
  }
  return `_${program}_words "${words.join(" ")}"`;
}
