import { formatDate, type DayRecord, type DoubleHour } from "almanac-core";

import type { Names } from "../names.ts";
import { pairJson, starJson } from "./day.ts";
import { JSON_VERSION } from "./version.ts";

/** The double hours of a day as the published schema has them. */
export function hoursJson(record: DayRecord, hours: readonly DoubleHour[], names: Names): object {
  return {
    version: JSON_VERSION,
    date: formatDate(record.date),
    zone: record.zone,
    hours: hours.map(({ from, pair, star }) => ({
      from: `${String(from).padStart(2, "0")}:00`,
      pair: pairJson(pair, names),
      star: starJson(star, names),
    })),
  };
}
