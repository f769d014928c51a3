import { displayWidth } from "./display-width.ts";

const GAP = "  ";

/** The lines of a table without a frame: a heading and rows in columns as wide as they need. */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const all = [head, ...rows].map((row) =>
    row.map((cell) => ({ cell, width: displayWidth(cell) })),
  );
  const columns = head.map((_, i) =>
    all.reduce((most, row) => Math.max(most, row[i]?.width ?? 0), 0),
  );
  return all.map((row) =>
    row
      .map(({ cell, width }, i) => cell + " ".repeat((columns[i] ?? 0) - width))
      .join(GAP)
      .trimEnd(),
  );
}
