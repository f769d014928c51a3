import { BOARD } from "./boards-row.ts";

/** Columns of lines of equal width side by side. */
function join(columns: readonly (readonly string[])[]): readonly string[] {
  return Array.from({ length: columns[0]?.length ?? 0 }, (_, row) =>
    columns
      .map((lines) => lines[row])
      .join(" ")
      .trimEnd(),
  );
}

/** Four where nobody knows how wide the screen is. */
const MOST = 4;

/** Boards with their heads, as many in a row as the screen has room for. */
export function sideBySide<Value>(
  values: readonly Value[],
  width: number | undefined,
  column: (value: Value) => readonly string[],
): readonly string[] {
  const room = width === undefined ? MOST : Math.floor((width + 1) / (BOARD + 1));
  const count = Math.min(MOST, Math.max(1, room));
  return Array.from({ length: Math.ceil(values.length / count) }, (_, row) =>
    values.slice(row * count, (row + 1) * count).map(column),
  ).flatMap(join);
}
