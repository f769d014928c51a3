import { describe, expect, it } from "vitest";

import { computedTerm } from "./computed-term.ts";
import {
  rowText,
  TABLE_FIRST_YEAR,
  TABLE_LAST_YEAR,
  tabulatedTerm,
  type TableRow,
} from "./table.ts";

const YEARS = Array.from(
  { length: TABLE_LAST_YEAR - TABLE_FIRST_YEAR + 1 },
  (_, i) => TABLE_FIRST_YEAR + i,
);

/** A row of the table from the theory. */
function rowOf(k: number): TableRow {
  const times = YEARS.map((year) => computedTerm(24 * year + k));
  const last = YEARS.length - 1;
  const slope = Number((((times[last] ?? 0) - (times[0] ?? 0)) / last).toFixed(6));
  const start = Number(computedTerm(24 * 2000 + k).toFixed(4));
  const residuals = times.map((time, i) =>
    Math.round((time - start - slope * (TABLE_FIRST_YEAR + i - 2000)) * 86_400_000),
  );
  return { start, slope, residuals };
}

describe("the table of solar terms", () => {
  it("is what the theory gives", async () => {
    const rows = Array.from({ length: 24 }, (_, k) => rowText(rowOf(k)));
    const source = `// Made by table.test.ts (vitest -u) from computed-term.ts; do not edit.

/** The rows of the solar terms 0..23 of a year: start, slope and residuals; see table.ts. */
export const TERM_TABLE: readonly string[] = [
${rows.map((row) => `  ${JSON.stringify(row)},`).join("\n")}
];
`;
    await expect(source).toMatchFileSnapshot("data/term-table.generated.ts");
  });

  it("answers within a millisecond of it", () => {
    for (const year of [1900, 1951, 2000, 2021, 2100]) {
      for (let ordinal = 24 * year; ordinal < 24 * year + 24; ordinal++) {
        const seconds = Math.abs((tabulatedTerm(ordinal) ?? 0) - computedTerm(ordinal)) * 86400;
        expect(seconds).toBeLessThan(0.0006);
      }
    }
  });

  it("answers for its own years only", () => {
    expect(tabulatedTerm(24 * 1900 - 1)).toBeUndefined();
    expect(tabulatedTerm(24 * 1900)).toBeDefined();
    expect(tabulatedTerm(24 * 2101 - 1)).toBeDefined();
    expect(tabulatedTerm(24 * 2101)).toBeUndefined();
    expect(tabulatedTerm(-1)).toBeUndefined();
  });
});
