import { AlmanacError } from "./errors.ts";
import type { Moment } from "./record.ts";
import { checkYear } from "./sun/solar-term.ts";
import {
  checkedJdn,
  type CivilDate,
  type CivilTime,
  dateOfJdn,
  formatDate,
} from "./time/civil-date.ts";
import { checkTime, jdnOfLocal, localOf, timeOfLocal } from "./time/local.ts";
import { firstInstantOfLocal, offsetAt, type Zone } from "./time/zone.ts";

/**
 * The moment that a date and a time name on a zone's clock.
 * @throws AlmanacError `date-invalid`, `time-invalid`, `year-range`, `time-nonexistent`
 */
export function momentOfLocal(zone: Zone, date: CivilDate, time: CivilTime): Moment {
  const jdn = checkedJdn(date);
  checkTime(time);
  checkYear(date.year);
  const instant = firstInstantOfLocal(zone, localOf(jdn, time));
  if (instant !== undefined) return { date, time, jdn, instant };
  const clock = [time.hour, time.minute].map((part) => String(part).padStart(2, "0")).join(":");
  throw new AlmanacError("the clock of the zone was put forward over this time", {
    code: "time-nonexistent",
    place: `time in ${zone.id}`,
    value: `${formatDate(date)} ${clock}`,
    cure: "Give a time before or after the change.",
  });
}

/** The moment that an instant is on a zone's clock. */
export function momentOfInstant(zone: Zone, instant: number): Moment {
  const local = instant + offsetAt(zone, instant) * 1000;
  const jdn = jdnOfLocal(local);
  const date = dateOfJdn(jdn);
  checkYear(date.year, "instant");
  return { date, time: timeOfLocal(local), jdn, instant };
}
