import {
  AlmanacError,
  FIRST_YEAR,
  LAST_YEAR,
  SEASON_FIRST_YEAR,
  SEASON_LAST_YEAR,
  type AlmanacErrorCode,
} from "almanac-core";

import type { Context } from "../context.ts";
import { openAlmanac } from "../open-almanac.ts";
import { parseYear } from "./year.ts";

/** The civil year of an argument, or of the present in the zone when there is none. */
export function yearOrPresent({ settings, now }: Context, text: string | undefined): number {
  if (text !== undefined) return parseYear(text, "YEAR");
  return openAlmanac(settings, new Date(now).getUTCFullYear()).at(now).date.year;
}

/** The same, when the almanac has the terms of the year. */
export function termYear(context: Context, text: string | undefined): number {
  const year = yearOrPresent(context, text);
  check(year, [FIRST_YEAR, LAST_YEAR], "the theory of the Sun is not trusted there", "year-range");
  return year;
}

/** The same, when every day of the year has its star by the rule season. */
export function seasonYear(context: Context, text: string | undefined): number {
  const year = termYear(context, text);
  const problem = "outside the years in which the rule season has 180 days in both halves";
  // The days before Spring starts are of the weather year before.
  check(year, [SEASON_FIRST_YEAR + 1, SEASON_LAST_YEAR], problem, "rule-range");
  return year;
}

/** What is refused of a year is said of the argument that the user typed. */
function check(
  year: number,
  [first, last]: readonly [number, number],
  problem: string,
  code: AlmanacErrorCode,
): void {
  if (year >= first && year <= last) return;
  const meant =
    year > 0 && year < 100 ? `${year} is the year AD ${year}; did you mean ${2000 + year}? ` : "";
  const hint =
    code === "rule-range"
      ? `${meant}Give a year from ${first} to ${last}, or another rule.`
      : `${meant}Give a year from ${first} to ${last}.`;
  throw new AlmanacError(problem, { code, place: "YEAR", value: String(year), hint });
}
