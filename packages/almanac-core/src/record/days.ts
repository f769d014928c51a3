import { dateOf, NOON } from "../time/civil-date.ts";
import { localOf } from "../time/civil-time.ts";
import { firstInstantOfLocal } from "../time/zone.ts";
import type { DayRecord } from "./day-record.ts";
import type { AlmanacSettings } from "./options.ts";
import { recordOf } from "./record.ts";
import type { YearTable } from "./year-table.ts";

/** The records at noon of a run of days, by their Julian day numbers; skipped days are left out. */
export function* recordsOf(
  settings: AlmanacSettings,
  tableOf: (year: number) => YearTable,
  fromJdn: number,
  toJdn: number,
): IterableIterator<DayRecord> {
  let { year, month, day } = dateOf(fromJdn);
  let table = tableOf(year);
  for (let jdn = fromJdn; jdn <= toJdn; jdn++) {
    if (year !== table.year) table = tableOf(year);
    const instant = firstInstantOfLocal(settings.zone, localOf(jdn, NOON));
    if (instant !== undefined) {
      const date = { year, month, day };
      yield recordOf(settings, table, { date, time: NOON, jdn, instant });
    }
    if (day < 28) day++;
    else ({ year, month, day } = dateOf(jdn + 1));
  }
}
