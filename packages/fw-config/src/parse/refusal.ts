import type { Diagnostic, Range } from "../diagnostics/diagnostic.ts";
import { finding } from "../diagnostics/report.ts";
import { tooDeep } from "./depth.ts";

/** Far above any real configuration; a larger text is refused before it is read. */
const largestText: number = 8 * 1024 * 1024;

/** Lines, list items and fields, counted roughly: reading takes time by their number. */
const mostEntries: number = 600_000;

/** A finding about the text as such. */
export function failure(
  code: "FW001" | "FW005",
  message: string,
  range?: Range,
  hint?: string,
): Diagnostic {
  return { ...finding(code, [], message, hint), ...(range === undefined ? {} : { range }) };
}

/** The place of an offset, where there is no document that knows its lines. */
export function placeAt(text: string, offset: number): Range {
  const line = text.slice(0, offset).split("\n").length;
  const column = offset - text.lastIndexOf("\n", offset - 1);
  const start = { line, column, offset };
  return { start, end: { line, column: column + 1, offset: offset + 1 } };
}

/** Where there are more entries than anybody writes; -1 when there are not. */
function tooManyEntries(text: string): number {
  let entries = 0;
  for (const { index } of text.matchAll(/[\n,[{:]|[?!*&-] /g)) {
    entries += 1;
    if (entries > mostEntries) return index;
  }
  return -1;
}

const nestedTooDeeply = "the text cannot be read: it is nested too deeply";

/** Why the text is not even read; undefined when it can be. */
export function refusal(text: string): Diagnostic | undefined {
  if (text.length > largestText) {
    const size = `the text has ${text.length} characters, more than ${largestText}`;
    return failure("FW005", size, placeAt(text, 0));
  }
  const zero = text.indexOf("\0");
  if (zero >= 0) return failure("FW001", "the text is binary", placeAt(text, zero));
  const limit = tooManyEntries(text);
  if (limit >= 0) {
    const size = `the text has more than ${mostEntries} lines and entries`;
    return failure("FW005", size, placeAt(text, limit));
  }
  const deep = tooDeep(text);
  return deep < 0 ? undefined : failure("FW001", nestedTooDeeply, placeAt(text, deep));
}

/** The YAML library throws on aliases that expand without end, and the stack on a circle of them. */
export function unreadable(text: string, error: unknown): Diagnostic {
  const said = error instanceof Error ? error.message : String(error);
  const alias = /^[^#\n]*?[\s,[:](?=\*\w)/m.exec(text);
  const place = alias === null ? 0 : alias.index + alias[0].length;
  const message =
    error instanceof RangeError ? nestedTooDeeply : `the text cannot be read: ${said}`;
  return failure("FW001", message, placeAt(text, place));
}
