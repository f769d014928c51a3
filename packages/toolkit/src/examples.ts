/** The last part of a command's help: lines as a user would type them. */
export function examples(lines: readonly string[], heading = "Examples:"): string {
  return `\n${heading}\n${lines.map((line) => `  $ ${line}`).join("\n")}`;
}
