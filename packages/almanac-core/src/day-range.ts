import type { DayRecord } from "./day-record.ts";
import type { AlmanacOptions } from "./options.ts";
import { type Moment, recordOf } from "./record.ts";
import { type CivilDate, dateOfJdn, NOON } from "./time/civil-date.ts";
import { localOf } from "./time/local.ts";
import { firstInstantOfLocal } from "./time/zone.ts";
import type { YearTable } from "./year-table.ts";

/** The records at noon of a run of days, by their Julian day numbers; skipped days are left out. */
export function* recordsOf(
  options: AlmanacOptions,
  tableOf: (year: number) => YearTable,
  fromJdn: number,
  toJdn: number,
): IterableIterator<DayRecord> {
  let date = dateOfJdn(fromJdn);
  let table = tableOf(date.year);
  for (let jdn = fromJdn; jdn <= toJdn; jdn++) {
    if (date.year !== table.year) table = tableOf(date.year);
    const moment = noonOf(options, date, jdn);
    if (moment) yield recordOf(options, table, moment);
    date = dayAfter(date, jdn);
  }
}

function noonOf({ zone }: AlmanacOptions, date: CivilDate, jdn: number): Moment | undefined {
  const instant = firstInstantOfLocal(zone, localOf(jdn, NOON));
  return instant === undefined ? undefined : { date, time: NOON, jdn, instant };
}

function dayAfter({ year, month, day }: CivilDate, jdn: number): CivilDate {
  return day < 28 ? { year, month, day: day + 1 } : dateOfJdn(jdn + 1);
}
