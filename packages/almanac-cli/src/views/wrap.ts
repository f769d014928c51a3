import type { Measure } from "./width.ts";

/** A word, or a wide character with the marks that must not begin a line. */
const PIECE = /\s+|[\u2e80-\uffef][，。、；：？！）”》」]*|[^\s\u2e80-\uffef]+/gu;

/** Breaks a text at blanks and between wide characters into lines of a width; a longer word keeps a line of its own. */
export function wrap(text: string, width: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const [piece] of text.matchAll(PIECE)) {
    if (line !== "" && measure(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line = line === "" ? piece.trimStart() : line + piece;
  }
  return [...lines, line.trimEnd()];
}
