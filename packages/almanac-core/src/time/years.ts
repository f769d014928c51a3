import { AlmanacError } from "../errors/almanac-error.ts";
import { checkWhole } from "../errors/check.ts";

/** The first year for which the almanac answers. */
export const FIRST_YEAR = -1000;
/** The last year for which the almanac answers. */
export const LAST_YEAR = 4000;

/**
 * How many years before and after a civil year decide about it. Its days hang on the winter solstice
 * of two years before and on the summer solstice of the year after; a check of its requirements
 * begins a year earlier.
 */
export const YEARS_BEFORE = 3;
export const YEARS_AFTER = 1;

/** @throws AlmanacError `argument-invalid`; `year-range` outside -1000..4000 */
export function checkYear(year: number, place = "date"): void {
  const whole = Number.isInteger(year);
  if (whole && year >= FIRST_YEAR && year <= LAST_YEAR) return;
  if (!whole) checkWhole(place, year);
  throw new AlmanacError("the theory of the Sun is not trusted there", {
    code: "year-range",
    place,
    value: `year ${year}`,
    hint: `Give a year from ${FIRST_YEAR} to ${LAST_YEAR}.`,
  });
}

/** @throws AlmanacError `range-reversed`, and what {@link checkYear} does */
export function checkYears(from: number, to: number, first = "from", last = "to"): void {
  checkYear(from, first);
  checkYear(to, last);
  if (from <= to) return;
  throw new AlmanacError("the range ends before it begins", {
    code: "range-reversed",
    place: `${first}, ${last}`,
    value: `${from} to ${to}`,
    hint: "Give the earlier year first.",
  });
}
