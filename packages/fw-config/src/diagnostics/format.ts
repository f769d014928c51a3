import { expectList, expectObject, expectText } from "../arguments/expect.ts";
import type { Diagnostic, Position } from "./diagnostic.ts";

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

/** A line longer than this is shown in part: a JSON file may be one line of megabytes. */
const longestLine: number = 160;

/** The line of a place and the column of its first character here: 1, unless its head is cut. */
function lineAt(text: string, { offset, column }: Position): { line: string; from: number } {
  const [tail = ""] = text.slice(offset, offset + longestLine).split(/[\r\n]/, 1);
  const fits = column + tail.length <= longestLine;
  const from = fits ? 1 : Math.max(1, column - longestLine / 4);
  const line = text.slice(offset - (column - from), offset) + tail;
  return { line: line.slice(0, longestLine), from };
}

function excerpt(diagnostic: Diagnostic, text: string): readonly string[] {
  const range = diagnostic.range;
  if (range === undefined || range.start.offset > text.length) return [];
  const { line, from } = lineAt(text, range.start);
  const number = String(range.start.line);
  const gutter = " ".repeat(number.length);
  const after = from + line.length;
  const end = range.end.line === range.start.line ? range.end.column : after;
  const width = Math.max(1, Math.min(end, after) - range.start.column);
  const caret = " ".repeat(range.start.column - from) + "^".repeat(width);
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
  expectObject("formatDiagnostic: diagnostic", diagnostic);
  expectText("formatDiagnostic: diagnostic.message", diagnostic.message);
  expectList("formatDiagnostic: diagnostic.path", diagnostic.path);
  expectText("formatDiagnostic: text", text);
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
    `  hint: ${printable(hint)}`,
  ].join("\n");
}
