import type { Grammar, GrammarOption } from "./grammar.ts";

/** A text inside single quotes and square brackets of an `_arguments` specification. */
function escape(text: string): string {
  return text.replaceAll("'", "'\\''").replaceAll(/[[\]:]/g, "\\$&");
}

function specification({ flags, description, value }: GrammarOption): readonly string[] {
  const words =
    value === "none"
      ? ""
      : value === "file"
        ? ":file:_files"
        : value === "any"
          ? ":value: "
          : `:value:(${value.map(escape).join(" ")})`;
  return flags.map((flag) => `'${flag}[${escape(description)}]${words}'`);
}

function argumentsCall(indent: string, specifications: readonly string[]): string {
  return `${indent}_arguments -s ${specifications.join(` \\\n${indent}  `)}`;
}

/** A completion script for zsh, as a function for a folder of `$fpath`. */
export function zshCompletion({ verbs, options }: Grammar): string {
  const shared = options.flatMap(specification);
  return [
    "#compdef almanac",
    "# zsh completion for almanac; made by: almanac completion zsh",
    "_almanac() {",
    "  local state line",
    "  local -a verbs=(",
    ...verbs.map(({ name, description }) => `    '${name}:${escape(description)}'`),
    "  )",
    argumentsCall("  ", ["-C", ...shared, "'1:command:->verb'", "'*::argument:->rest'"]),
    "  case $state in",
    "    verb) _describe command verbs ;;",
    "    rest)",
    "      case $line[1] in",
    ...verbs.map((verb) => {
      const words = verb.words.length > 0 ? verb.words.join(" ") : " ";
      const rest = verb.words.length > 0 ? `'1:argument:(${words})'` : "'*:argument: '";
      return `        ${verb.name})\n${argumentsCall("          ", [...verb.options.flatMap(specification), ...shared, rest])} ;;`;
    }),
    "      esac ;;",
    "  esac",
    "}",
    'if [ "$funcstack[1]" = _almanac ]; then _almanac "$@"; else compdef _almanac almanac; fi',
  ].join("\n");
}
