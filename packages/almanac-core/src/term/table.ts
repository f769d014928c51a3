import { DAY } from "../time/units.ts";
import { TERM_TABLE } from "./data/term-table.generated.ts";

/** The years that the table holds. */
export const TABLE_FIRST_YEAR = 1900;
export const TABLE_LAST_YEAR = 2100;

/** A number in the table is four characters, each a digit of this base, counted from this character. */
const BASE = 64;
const DIGITS = 4;
const ZERO = "(".charCodeAt(0);
/** Half of what four digits can hold, so that a residual may be negative. */
const MIDDLE = BASE ** DIGITS / 2;

/** One of the 24 rows: a straight line through the years and, in milliseconds, what it leaves. */
export interface TableRow {
  /** The Julian date in 2000. */
  readonly start: number;
  /** Days a year. */
  readonly slope: number;
  /** One for each year. */
  readonly residuals: readonly number[];
}

const ROWS = /*#__PURE__*/ TERM_TABLE.map((text) => {
  const [start = "", slope = "", residuals = ""] = text.split(" ");
  return { start: Number(start), slope: Number(slope), residuals };
});

/**
 * The Julian date in terrestrial time of a solar term from the table, to the millisecond, or
 * `undefined` outside it. The table is what the theory gives, computed beforehand by
 * scripts/make-data.mjs; a test holds it to that.
 */
export function tabulatedTerm(ordinal: number): number | undefined {
  const year = Math.floor(ordinal / 24);
  const row = ROWS[ordinal - 24 * year];
  if (row === undefined || year < TABLE_FIRST_YEAR || year > TABLE_LAST_YEAR) return undefined;
  const at = DIGITS * (year - TABLE_FIRST_YEAR);
  let number = 0;
  for (let i = at; i < at + DIGITS; i++)
    number = number * BASE + row.residuals.charCodeAt(i) - ZERO;
  return row.start + row.slope * (year - 2000) + (number - MIDDLE) / DAY;
}

/** The text of a row. */
export function rowText({ start, slope, residuals }: TableRow): string {
  return `${start} ${slope} ${residuals.map(digits).join("")}`;
}

function digits(residual: number): string {
  const number = residual + MIDDLE;
  return Array.from({ length: DIGITS }, (_, i) =>
    String.fromCharCode(ZERO + (Math.floor(number / BASE ** (DIGITS - 1 - i)) % BASE)),
  ).join("");
}
