import type { DayRecord } from "almanac-core";
import {
  LUNAR_FIRST_YEAR,
  LUNAR_LAST_YEAR,
  type LunarCalendar,
  type LunarDate,
  lunarDate,
} from "almanac-core/lunar";

import type { Settings } from "./settings/keys.ts";

/** The lunar date of a civil day, and by whose calendar. */
export interface LunarDay extends LunarDate {
  readonly calendar: LunarCalendar;
}

/** The lunar date of a day; undefined where none is asked for, and outside the years that have one. */
export function lunarDay(
  { date }: Pick<DayRecord, "date">,
  { lunar }: Pick<Settings, "lunar">,
): LunarDay | undefined {
  if (lunar === undefined) return undefined;
  // The first and the last of these years have no lunar date before and after their new year.
  if (date.year <= LUNAR_FIRST_YEAR || date.year > LUNAR_LAST_YEAR) return undefined;
  return { ...lunarDate(date, lunar), calendar: lunar };
}
