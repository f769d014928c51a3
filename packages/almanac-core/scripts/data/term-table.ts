import { computedTerm } from "../../src/term/computed-term.ts";
import { rowText, TABLE_FIRST_YEAR, TABLE_LAST_YEAR, type TableRow } from "../../src/term/table.ts";
import { DAY } from "../../src/time/units.ts";

const YEARS = Array.from(
  { length: TABLE_LAST_YEAR - TABLE_FIRST_YEAR + 1 },
  (_, i) => TABLE_FIRST_YEAR + i,
);

/** A row of the table from the theory: a line through the first and the last year, and what it leaves. */
function rowOf(k: number): TableRow {
  const times = YEARS.map((year) => computedTerm(24 * year + k));
  const last = YEARS.length - 1;
  const slope = Number((((times[last] ?? 0) - (times[0] ?? 0)) / last).toFixed(6));
  const start = Number(computedTerm(24 * 2000 + k).toFixed(4));
  const residuals = times.map((time, i) =>
    Math.round((time - start - slope * (TABLE_FIRST_YEAR + i - 2000)) * DAY),
  );
  return { start, slope, residuals };
}

/** The text of src/term/data/term-table.generated.ts. */
export function termTableSource(): string {
  const rows = Array.from({ length: 24 }, (_, k) => rowText(rowOf(k)));
  return `// Made by scripts/make-data.mjs from computed-term.ts; do not edit.

/** The rows of the solar terms 0..23 of a year: start, slope and residuals; see table.ts. */
export const TERM_TABLE: readonly string[] = [
${rows.map((row) => `  ${JSON.stringify(row)},`).join("\n")}
];
`;
}
