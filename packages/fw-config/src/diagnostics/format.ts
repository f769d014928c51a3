import type { Diagnostic } from "./diagnostic.ts";

/** `networks.server.subnet`, `policy.rules[3].to` */
export function formatPath(path: Diagnostic["path"]): string {
  return path
    .map((part, i) => (typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`))
    .join("");
}

/** Control characters would let a hostile file write to the reader's terminal. */
function printable(line: string): string {
  // eslint-disable-next-line no-control-regex
  return line.replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, " ");
}

function excerpt(diagnostic: Diagnostic, text: string): readonly string[] {
  const range = diagnostic.range;
  const line = range === undefined ? undefined : text.split(/\r\n|\n|\r/)[range.start.line - 1];
  if (range === undefined || line === undefined) return [];
  const number = String(range.start.line);
  const gutter = " ".repeat(number.length);
  const sameLine = range.end.line === range.start.line;
  const end = sameLine ? range.end.column : line.length + 1;
  const width = Math.max(1, Math.min(end, line.length + 1) - range.start.column);
  const caret = " ".repeat(range.start.column - 1) + "^".repeat(width);
  return [` ${number} | ${printable(line)}`, ` ${gutter} | ${caret}`];
}

/**
 * Prints one finding for a person: file, line and column, code, message, the source line with
 * a caret under the place, and the cure. Pure; plain text without colours.
 *
 * @param diagnostic - the finding
 * @param text - the text it was found in
 */
export function formatDiagnostic(diagnostic: Diagnostic, text: string): string {
  const { range, severity, code, hint } = diagnostic;
  const place = [
    diagnostic.file ?? "(config)",
    ...(range === undefined ? [] : [range.start.line, range.start.column]),
  ].join(":");
  const where =
    range === undefined && diagnostic.path.length > 0 ? formatPath(diagnostic.path) : "";
  return [
    `${place}: ${severity} ${code}: ${where === "" ? "" : `${where}: `}${printable(diagnostic.message)}`,
    ...excerpt(diagnostic, text),
    ...(hint === undefined ? [] : [`  hint: ${printable(hint)}`]),
  ].join("\n");
}
