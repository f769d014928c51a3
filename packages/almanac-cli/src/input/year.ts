import { AlmanacError, jdnOfDate } from "almanac-core";

/** A civil month. */
export interface CivilMonth {
  readonly year: number;
  readonly month: number;
}

function refuse(problem: string, place: string, value: string, hint: string): AlmanacError {
  return new AlmanacError(problem, { code: "date-invalid", place, value, hint });
}

/** Reads a year in astronomical numbering: `2021`, `604`, `0` for 1 BC, `-500`. */
export function parseYear(text: string, place: string): number {
  if (/^[+-]?\d{1,6}$/.test(text)) return Number(text) + 0;
  throw refuse("not a year", place, text, "Give a whole number such as 2021; 0 is 1 BC.");
}

/** Reads a month as `YYYY-MM`. */
export function parseMonth(text: string, place: string): CivilMonth {
  const match = /^([+-]?\d{4,6})-(\d{2})$/.exec(text);
  const month = Number(match?.[2]);
  if (match === null || month < 1 || month > 12) {
    throw refuse("not a month", place, text, "Give a month as YYYY-MM, for example 2021-08.");
  }
  return { year: Number(match[1]) + 0, month };
}

/** The Julian day number of the last day of a civil month. */
export function lastDayOf({ year, month }: CivilMonth): number {
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return jdnOfDate({ ...next, day: 1 }) - 1;
}
