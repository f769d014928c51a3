import { formatDate } from "almanac-core";

import type { Names } from "../names.ts";
import type { Reading } from "../readings.ts";
import { formatOffset, formatTime } from "../views/time.ts";
import { pillarsJson } from "./day.ts";

/** The moment on other clocks; the field is absent where there is none. */
export function readingsJson(readings: readonly Reading[], names: Names): object {
  if (readings.length === 0) return {};
  return {
    readings: readings.map(({ clock, offset, record }) => ({
      clock,
      offset: formatOffset(Math.round(offset)),
      date: formatDate(record.date),
      time: formatTime(record.time),
      weatherYear: record.weatherYear,
      pillars: pillarsJson(record.pillars, names),
    })),
  };
}
