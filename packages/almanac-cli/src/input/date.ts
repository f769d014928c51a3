import {
  AlmanacError,
  dateOfJulian,
  formatDate,
  isCivilDate,
  parseDate,
  type Calendar,
  type CivilDate,
} from "almanac-core";

const FORMS = "Give YYYY-MM-DD, YYYY-MM-DDTHH:MM, today, tomorrow or yesterday.";

/** Reads the date of a day in a calendar; what comes back is Gregorian. */
export function parseDay(text: string, place: string, calendar: Calendar): CivilDate {
  if (calendar === "gregorian") return parseDate(text, place);
  const match = /^([+-]?\d{4,6})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return parseDate(text, place);
  const date = { year: Number(match[1]) + 0, month: Number(match[2]), day: Number(match[3]) };
  try {
    return dateOfJulian(date);
  } catch (error) {
    if (!(error instanceof AlmanacError)) throw error;
    throw new AlmanacError("the Julian calendar has no such day", {
      code: error.code,
      place,
      value: text,
      hint: "Give a day of the Julian calendar as YYYY-MM-DD, or leave out --calendar.",
    });
  }
}

/** What was probably meant by a text that is no date, and how dates are written. */
export function hintFor(text: string): string {
  const meant = corrected(text);
  return meant === undefined ? FORMS : `Did you mean ${meant}? ${FORMS}`;
}

/** Dates in other habits: `2024-8-23`, `20240823`, `23/08/2024`, `23.8.2024`. */
function corrected(text: string): string | undefined {
  const yearFirst = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})$/.exec(text);
  const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  const parts = yearFirst?.slice(1) ?? dayFirst?.slice(1).toReversed();
  if (parts === undefined) return undefined;
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  const date = { year, month, day };
  return isCivilDate(date) ? formatDate(date) : undefined;
}
