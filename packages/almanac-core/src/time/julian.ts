import { AlmanacError } from "../errors/almanac-error.ts";
import { checkChoice, isObject, shown } from "../errors/check.ts";
import { deepFreeze } from "../values/freeze.ts";
import { type CivilDate, dateOf, checkedJdn, isCivilDate, textOf } from "./civil-date.ts";

/** The calendars in which a date can be written; both are carried on before and after the reform of 1582. */
export type Calendar = "gregorian" | "julian";

/** Every calendar, the default first. */
export const CALENDARS: readonly Calendar[] = /*#__PURE__*/ deepFreeze(["gregorian", "julian"]);

/** The Julian day number of 0000-03-01 in the Julian calendar, where a March-based count of years begins. */
const MARCH_OF_YEAR_0 = 1721118;
const DAYS_PER_CYCLE = 1461;

/** The first day of the Gregorian calendar, 1582-10-15, as a Julian day number. */
export const FIRST_GREGORIAN_DAY = 2299161;

/**
 * The day that a date of the Julian calendar names, as every other function wants it: proleptic Gregorian.
 * @throws AlmanacError `date-invalid` when the Julian calendar has no such day
 * @example
 * dateOfJulian({ year: 1391, month: 2, day: 5 }); // { year: 1391, month: 2, day: 13 }
 */
export function dateOfJulian(date: CivilDate): CivilDate {
  if (isJulianDate(date)) return dateOf(jdnOfJulian(date));
  throw new AlmanacError("the Julian calendar has no such day", {
    code: "date-invalid",
    place: "date",
    value: isObject(date) && Number.isSafeInteger(date.day) ? textOf(date) : shown(date),
    hint: "Give three whole numbers, with 29 February in every fourth year.",
  });
}

/** The same day in the Julian calendar; the inverse of {@link dateOfJulian}. */
export function julianOfDate(date: CivilDate): CivilDate {
  const days = checkedJdn(date) - MARCH_OF_YEAR_0;
  const cycle = Math.floor(days / DAYS_PER_CYCLE);
  const dayOfCycle = days - cycle * DAYS_PER_CYCLE;
  const yearOfCycle = Math.min(3, Math.floor(dayOfCycle / 365));
  const dayOfYear = dayOfCycle - 365 * yearOfCycle;
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: 4 * cycle + yearOfCycle + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

function isJulianDate(date: CivilDate): boolean {
  if (!isObject(date)) return false;
  const { year, month, day } = date;
  if (month === 2 && day === 29) return Number.isSafeInteger(year) && year % 4 === 0;
  return isCivilDate(date);
}

function jdnOfJulian({ year, month, day }: CivilDate): number {
  const marchYear = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return MARCH_OF_YEAR_0 + Math.floor((DAYS_PER_CYCLE * marchYear) / 4) + dayOfYear;
}

/**
 * ISO 8601 text of a date: four digits for years 0..9999, a sign and six digits outside.
 * @param date - a day of the Gregorian calendar
 * @param calendar - the calendar in which it is written; default `gregorian`
 * @throws AlmanacError `date-invalid` when the calendar has no such day, `argument-invalid`
 */
export function formatDate(date: CivilDate, calendar: Calendar = "gregorian"): string {
  checkChoice("calendar", calendar, CALENDARS);
  checkedJdn(date);
  return textOf(calendar === "julian" ? julianOfDate(date) : date);
}
