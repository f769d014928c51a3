import { board, formatDate, type CivilDate, type DoubleHour } from "almanac-core";

import type { Names } from "../names.ts";
import { pairJson, starJson } from "./day.ts";
import { JSON_VERSION } from "./version.ts";

/** Whether a double hour that begins at an hour on the clock is the one that holds another. */
export function isAsked(from: number, asked: number | undefined): boolean {
  return asked !== undefined && (asked - from + 24) % 24 < 2;
}

/** The double hours of a day as the published schema has them; of the one that was asked for it says so. */
export function hoursJson(
  date: CivilDate,
  zone: string,
  hours: readonly DoubleHour[],
  asked: number | undefined,
  names: Names,
): object {
  return {
    version: JSON_VERSION,
    date: formatDate(date),
    zone,
    hours: hours.map(({ from, pair, star }) => ({
      from: `${String(from).padStart(2, "0")}:00`,
      pair: pairJson(pair, names),
      star: starJson(star, names),
      board: board(star),
      ...(isAsked(from, asked) && { asked: true }),
    })),
  };
}
