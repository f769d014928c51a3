import {
  fortuneOfYear,
  monthStar,
  pairOfMonth,
  pairOfYear,
  yearStar,
  type Almanac,
  type WeatherPeriod,
} from "almanac-core";

import type { Names } from "../names.ts";
import { pairJson, periodJson, starJson } from "./day.ts";
import { SCHEMA_VERSION } from "./version.ts";

/** A weather year as the published schema has it. */
export function yearJson(
  year: number,
  { options }: Almanac,
  openings: readonly WeatherPeriod[],
  names: Names,
): object {
  return {
    schemaVersion: SCHEMA_VERSION,
    year,
    zone: options.zone.id,
    pair: pairJson(pairOfYear(year), names),
    star: starJson(yearStar(year), names),
    fortune: { ...fortuneOfYear(year) },
    months: openings.map((period, i) => ({
      month: i + 1,
      pair: pairJson(pairOfMonth(year, i + 1), names),
      star: starJson(monthStar(year, i + 1), names),
      begins: periodJson(period, names),
    })),
  };
}
