import type { Grammar, GrammarOption } from "./grammar.ts";

function valueCase(option: GrammarOption): readonly string[] {
  const { value } = option;
  if (value === "none") return [];
  const words =
    value === "file" ? '-f -- "$cur"' : `-W "${value === "any" ? "" : value.join(" ")}" -- "$cur"`;
  return [`    ${option.flags.join("|")}) COMPREPLY=($(compgen ${words})); return ;;`];
}

function spellings(options: readonly GrammarOption[]): string {
  return options.flatMap((option) => option.flags).join(" ");
}

/** A completion script for bash; it needs nothing but bash itself. */
export function bashCompletion({ verbs, options }: Grammar): string {
  const all = [...options, ...verbs.flatMap((verb) => verb.options)];
  return [
    "# bash completion for almanac; made by: almanac completion bash",
    "_almanac() {",
    '  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb="" word',
    "  case $prev in",
    ...all.flatMap(valueCase),
    "  esac",
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    `    case $word in ${verbs.map(({ name }) => name).join("|")}) verb=$word; break ;; esac`,
    "  done",
    "  case $verb in",
    `    "") COMPREPLY=($(compgen -W "${verbs.map(({ name }) => name).join(" ")} ${spellings(options)}" -- "$cur")) ;;`,
    ...verbs.map(
      (verb) =>
        `    ${verb.name}) COMPREPLY=($(compgen -W "${[...verb.words, spellings([...verb.options, ...options])].join(" ")}" -- "$cur")) ;;`,
    ),
    "  esac",
    "}",
    "complete -F _almanac almanac",
  ].join("\n");
}
