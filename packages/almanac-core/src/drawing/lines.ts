/** The columns that a text takes: a wide letter two. */
function columnsOf(text: string): number {
  return text.length + (text.match(/[\u2e80-\uffef]/gu)?.length ?? 0);
}

/** A text as lines of so many columns at most, broken at blanks and between wide letters. */
export function linesOf(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const [piece] of text.matchAll(/\s+|[\u2e80-\uffef][，、。：；]*|[^\s\u2e80-\uffef]+/gu)) {
    if (line !== "" && columnsOf(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = "";
    }
    line = line === "" ? piece.trimStart() : line + piece;
  }
  return [...lines, line.trimEnd()];
}
