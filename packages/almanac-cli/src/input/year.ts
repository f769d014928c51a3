import {
  AlmanacError,
  dateOfJdn,
  dateOfJulian,
  formatDate,
  jdnOfDate,
  type Calendar,
  type CivilDate,
} from "almanac-core";

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

/** The first and the last day of a month of a calendar, as Gregorian dates. */
export function daysOfMonth(
  { year, month }: CivilMonth,
  calendar: Calendar,
): readonly [CivilDate, CivilDate] {
  const following = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  const [first, next] = [
    { year, month, day: 1 },
    { ...following, day: 1 },
  ].map((date) => (calendar === "julian" ? dateOfJulian(date) : date)) as [CivilDate, CivilDate];
  return [first, dateOfJdn(jdnOfDate(next) - 1)];
}

/** The first and the last day of a year of a calendar, as Gregorian dates. */
export function daysOfYear(year: number, calendar: Calendar): readonly [CivilDate, CivilDate] {
  const [first] = daysOfMonth({ year, month: 1 }, calendar);
  const [, last] = daysOfMonth({ year, month: 12 }, calendar);
  return [first, last];
}

/** `YYYY-MM`. */
export function monthText({ year, month }: CivilMonth): string {
  return formatDate({ year, month, day: 1 }).slice(0, -3);
}
