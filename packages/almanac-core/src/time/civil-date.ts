import { AlmanacError } from "../errors/almanac-error.ts";
import { asText, checkWhole, isObject, shown } from "../errors/check.ts";
import { deepFreeze } from "../values/freeze.ts";

/**
 * A day of the civil calendar: proleptic Gregorian, astronomical year numbering
 * (year 0 is 1 BC, year -1 is 2 BC).
 */
export interface CivilDate {
  /** Astronomical: 0 is 1 BC. */
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  /** 1..31 */
  readonly day: number;
}

/** A time of day on the wall clock of a zone. */
export interface CivilTime {
  /** 0..23 */
  readonly hour: number;
  /** 0..59 */
  readonly minute: number;
  /** 0..59, may have a fraction */
  readonly second: number;
}

/** Noon: the time of a day record when no other is asked for. */
export const NOON: CivilTime = /*#__PURE__*/ deepFreeze({ hour: 12, minute: 0, second: 0 });

/** The Julian day number of 1970-01-01. */
export const UNIX_EPOCH_JDN = 2440588;

const DAYS_PER_ERA = 146097;
const YEARS_PER_ERA = 400;
/** The Julian day number of 0000-03-01, where a March-based count of years begins. */
const MARCH_OF_YEAR_0 = 1721120;

/**
 * The Julian day number of a civil day: the integer that the Julian date has at noon of it.
 * @throws AlmanacError `date-invalid` when the calendar has no such day
 */
export function jdnOfDate(date: CivilDate): number {
  return checkedJdn(date);
}

/** {@link jdnOfDate} without its check. Years are counted from March, which puts the leap day last. */
export function jdnOf({ year, month, day }: CivilDate): number {
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / YEARS_PER_ERA);
  const yearOfEra = marchYear - era * YEARS_PER_ERA;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return MARCH_OF_YEAR_0 + era * DAYS_PER_ERA + dayOfEra;
}

/** The civil day of a Julian day number; the inverse of {@link jdnOfDate}. */
export function dateOfJdn(jdn: number): CivilDate {
  checkWhole("jdn", jdn);
  return dateOf(jdn);
}

/** {@link dateOfJdn} without its check. */
export function dateOf(jdn: number): CivilDate {
  const days = jdn - MARCH_OF_YEAR_0;
  const era = Math.floor(days / DAYS_PER_ERA);
  const dayOfEra = days - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: era * YEARS_PER_ERA + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** Years are written with up to six digits, as ISO 8601 expands them. */
const FURTHEST_YEAR = 999_999;

/** Whether it is a day that the calendar has: three whole numbers. */
export function isCivilDate(date: CivilDate): boolean {
  return isObject(date) && isWhole(date) && isDay(date);
}

function isWhole({ year, month, day }: CivilDate): boolean {
  return Number.isSafeInteger(year) && Number.isSafeInteger(month) && Number.isSafeInteger(day);
}

function isDay({ year, month, day }: CivilDate): boolean {
  if (Math.abs(year) > FURTHEST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysOfMonth(year, month);
}

function daysOfMonth(year: number, month: number): number {
  if (month !== 2) return 30 + ((month + (month >> 3)) & 1);
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/**
 * The Julian day number of a date from outside.
 * @throws AlmanacError `date-invalid` when the calendar has no such day.
 */
export function checkedJdn(date: CivilDate, place = "date"): number {
  if (isCivilDate(date)) return jdnOf(date);
  const whole = isObject(date) && isWhole(date);
  throw new AlmanacError(whole ? "the calendar has no such day" : "not a date", {
    code: "date-invalid",
    place,
    value: whole ? textOf(date) : shown(date),
    hint: whole
      ? "Give a day of the Gregorian calendar as YYYY-MM-DD."
      : "Give three whole numbers: { year: 2024, month: 8, day: 23 }.",
  });
}

/**
 * Reads `YYYY-MM-DD`; years before 0 or after 9999 with a sign and at least four digits (`-0500-03-01`).
 * @throws AlmanacError `date-invalid`
 */
export function parseDate(text: string, place = "date"): CivilDate {
  const date = dateOfText(text);
  if (date !== undefined && isCivilDate(date)) return date;
  throw new AlmanacError(date ? "the calendar has no such day" : "not a date", {
    code: "date-invalid",
    place: asText(place),
    value: asText(text),
    hint: "Give a day of the Gregorian calendar as YYYY-MM-DD.",
  });
}

/** The three numbers of a date as text, whether the calendar has it or not. */
export function dateOfText(text: string): CivilDate | undefined {
  const match = typeof text === "string" ? /^([+-]?\d{4,6})-(\d{2})-(\d{2})$/.exec(text) : null;
  if (match === null) return undefined;
  return { year: Number(match[1]) + 0, month: Number(match[2]), day: Number(match[3]) };
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** ISO 8601 text of a date: four digits for years 0..9999, a sign and six digits outside. */
export function textOf({ year, month, day }: CivilDate): string {
  const yearText =
    year >= 0 && year <= 9999 ? pad(year, 4) : (year < 0 ? "-" : "+") + pad(Math.abs(year), 6);
  return `${yearText}-${pad(month, 2)}-${pad(day, 2)}`;
}
