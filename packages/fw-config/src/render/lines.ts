/** A line, a block of lines that is indented, or nothing. */
export type Line = string | readonly Line[] | undefined;

function flatten(lines: readonly Line[], indent: string, into: string[]): void {
  for (const line of lines) {
    if (line === undefined) continue;
    if (typeof line === "string") into.push(line === "" ? "" : `${indent}${line}`);
    else flatten(line, `${indent}    `, into);
  }
}

/** Joins lines; a nested list is indented by four spaces. The text ends with a newline. */
export function text(...lines: readonly Line[]): string {
  const flat: string[] = [];
  flatten(lines, "", flat);
  flat.push("");
  return flat.join("\n");
}

/** `head {`, the indented body, `}` */
export function block(head: string, body: readonly Line[]): readonly Line[] {
  return [`${head} {`, body, "}"];
}
