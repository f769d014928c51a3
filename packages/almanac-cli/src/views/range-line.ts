import { formatDate, type DayRecord } from "almanac-core";

import type { Context } from "../context.ts";
import { paintStar } from "./element-colours.ts";

/** A day on one line: date, pair, stars of year, month and day, place in the half. */
export function rangeLine(record: DayRecord, { names, paint }: Context): string {
  const { date, pillars, stars, season } = record;
  const numbers = [stars.year, stars.month].map((star) => paintStar(paint, star, String(star)));
  const place =
    season === null
      ? ""
      : `${names.words.halves[season.half]} ${season.day} ${names.pair(season.apparent)}${season.held ? ` ${names.words.held}` : ""}`;
  return [
    formatDate(date),
    names.pair(pillars.day),
    ...numbers,
    paintStar(paint, stars.day, names.star(stars.day)),
    place,
  ]
    .join("  ")
    .trimEnd();
}
