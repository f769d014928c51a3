import type { Grammar, GrammarCommand, GrammarOption } from "./grammar.ts";
import type { Words } from "./words.ts";

/** A completion script for zsh, as a function for a folder of `$fpath` or to be sourced. */
export function zshCompletion({ program, commands }: Grammar): string {
  return [
    `#compdef ${program}`,
    `# zsh completion for ${program}; made by: ${program} completion zsh`,
    ...commands.flatMap((command) => commandFunction(program, command, commands)),
    `if [ "$funcstack[1]" = _${program} ]; then _${program} "$@"; else compdef _${program} ${program}; fi`,
  ].join("\n");
}

/** A function for each command, which zsh calls with the command's own words. */
function commandFunction(
  program: string,
  command: GrammarCommand,
  commands: readonly GrammarCommand[],
): readonly string[] {
  const { path, options, children, args } = command;
  const places = children.length > 0 ? ["'1:command:->command'", "'*::argument:->rest'"] : [];
  const specifications = [
    ...options.flatMap(optionSpecification),
    ...args.map((words, place) => `'${place + 1}:argument:${action(words)}'`),
    ...places,
  ];
  return [
    `${functionName(program, path)}() {`,
    "  local curcontext=$curcontext state line",
    "  typeset -A opt_args",
    `  _arguments -s -C \\\n    ${specifications.join(" \\\n    ")}`,
    ...(children.length > 0 ? childrenCases(program, command, commands) : []),
    "}",
  ];
}

function childrenCases(
  program: string,
  { path, children }: GrammarCommand,
  commands: readonly GrammarCommand[],
): readonly string[] {
  const descriptions = children.map((child) => {
    const whole = [...path, child].join(" ");
    const found = commands.find((other) => other.path.join(" ") === whole);
    return `      ${quote(`${child}:${escape(found?.description ?? "")}`)}`;
  });
  return [
    "  local -a commands=(",
    ...descriptions,
    "  )",
    "  case $state in",
    "    command) _describe command commands ;;",
    "    rest)",
    "      case $line[1] in",
    ...children.map((child) => `        ${child}) ${functionName(program, [...path, child])} ;;`),
    "      esac ;;",
    "  esac",
  ];
}

function functionName(program: string, path: readonly string[]): string {
  return ["", program, ...path].join("_");
}

function optionSpecification({ flags, description, value }: GrammarOption): readonly string[] {
  const words = value === undefined ? "" : `:value:${action(value)}`;
  return flags.map((flag) => `'${flag}[${inQuotes(escape(description))}]${words}'`);
}

/** What `_arguments` does to complete a place. */
function action(words: Words): string {
  // Not a message for the place: with one zsh lists a lone option instead of completing to it.
  if (words === "any") return "()";
  if (words === "file") return "_files";
  if ("call" in words) {
    const call = `$(${words.call}${words.ofFirst ? " $line[1]" : ""} 2>/dev/null)`;
    return inQuotes(`{compadd -- ${[...words.fixed, call].join(" ")}}`);
  }
  return `(${words.map((word) => inQuotes(escape(word))).join(" ")})`;
}

/** A text inside the brackets and between the colons of an `_arguments` specification. */
function escape(text: string): string {
  return text.replaceAll(/[[\]:\\]/g, "\\$&");
}

function inQuotes(text: string): string {
  return text.replaceAll("'", "'\\''");
}

function quote(text: string): string {
  return `'${inQuotes(text)}'`;
}
