import {
  board,
  fortuneOfYear,
  monthStar,
  pairOfMonth,
  pairOfYear,
  yearStar,
  type Almanac,
  type LocalTerm,
} from "almanac-core";

import type { Names } from "../names.ts";
import { pairJson, termJson, starJson } from "./day.ts";
import { JSON_VERSION } from "./version.ts";

/** A weather year as the published schema has it. */
export function yearJson(
  year: number,
  { settings }: Almanac,
  openings: readonly LocalTerm[],
  names: Names,
): object {
  return {
    version: JSON_VERSION,
    year,
    zone: settings.zone.id,
    pair: pairJson(pairOfYear(year), names),
    star: starJson(yearStar(year), names),
    board: board(yearStar(year)),
    fortune: { ...fortuneOfYear(year) },
    months: openings.map((term, i) => ({
      month: i + 1,
      pair: pairJson(pairOfMonth(year, i + 1), names),
      star: starJson(monthStar(year, i + 1), names),
      board: board(monthStar(year, i + 1)),
      begins: termJson(term, names),
    })),
  };
}
