/** A line, a block of lines that is indented, or nothing. */
export type Line = string | readonly Line[] | undefined;

function flatten(lines: readonly Line[], indent: string): readonly string[] {
  return lines.flatMap((line) => {
    if (line === undefined) return [];
    if (typeof line === "string") return [line === "" ? "" : `${indent}${line}`];
    return flatten(line, `${indent}    `);
  });
}

/** Joins lines; a nested list is indented by four spaces. The text ends with a newline. */
export function text(...lines: readonly Line[]): string {
  return `${flatten(lines, "").join("\n")}\n`;
}

/** `head {`, the indented body, `}` */
export function block(head: string, body: readonly Line[]): readonly Line[] {
  return [`${head} {`, body, "}"];
}
