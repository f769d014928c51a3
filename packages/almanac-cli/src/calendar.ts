import {
  FIRST_GREGORIAN_DAY,
  FIRST_YEAR,
  jdnOfDate,
  julianOfDate,
  LAST_YEAR,
  type Almanac,
  type Calendar,
  type CivilDate,
  type LocalTerm,
} from "almanac-core";

import type { Context } from "./context.ts";

/** A date in the calendar of the settings. */
export function dateIn(date: CivilDate, calendar: Calendar): CivilDate {
  return calendar === "julian" ? julianOfDate(date) : date;
}

/** The solar terms of the years of a calendar. */
export function termsOfYears(
  almanac: Almanac,
  calendar: Calendar,
  first: number,
  last: number,
): readonly LocalTerm[] {
  if (calendar === "gregorian") return [...almanac.terms(first, last)];
  // Over the years of the almanac, years of the two calendars begin less than a year apart.
  const [from, to] = [Math.max(first - 1, FIRST_YEAR), Math.min(last + 1, LAST_YEAR)];
  return [...almanac.terms(from, to)].filter(({ date }) => {
    const { year } = julianOfDate(date);
    return year >= first && year <= last;
  });
}

/** In which calendar dates are shown, where it matters: the Julian one, or the Gregorian before there was one. */
export function datesNote(
  first: CivilDate,
  { settings: { calendar }, texts }: Context,
): readonly string[] {
  if (calendar === "gregorian" && jdnOfDate(first) >= FIRST_GREGORIAN_DAY) return [];
  return [texts.datesIn[calendar]];
}
