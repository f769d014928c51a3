import { AlmanacError } from "../errors/almanac-error.ts";
import { checkNumber } from "../errors/check.ts";
import { checkedJdn, type CivilDate, type CivilTime, dateOf, textOf } from "../time/civil-date.ts";
import { checkTime, jdnOfLocal, localOf, timeOfLocal } from "../time/civil-time.ts";
import { checkYear } from "../time/years.ts";
import { firstInstantOfLocal, offsetOf, type Zone } from "../time/zone.ts";
import type { Moment } from "./record.ts";

/**
 * The moment that a date and a time name on a zone's clock.
 * @param within - what the date and the time are parts of, for errors: `birth.`
 * @throws AlmanacError `date-invalid`, `time-invalid`, `year-range`, `time-nonexistent`
 */
export function momentOfLocal(zone: Zone, date: CivilDate, time: CivilTime, within = ""): Moment {
  const jdn = checkedJdn(date, `${within}date`);
  checkTime(time, `${within}time`);
  checkYear(date.year, `${within}date`);
  const instant = firstInstantOfLocal(zone, localOf(jdn, time));
  if (instant !== undefined)
    return { date: copyOfDate(date), time: copyOfTime(time), jdn, instant };
  const clock = [time.hour, time.minute].map((part) => String(part).padStart(2, "0")).join(":");
  throw new AlmanacError("the clock of the zone was put forward over this time", {
    code: "time-nonexistent",
    place: `${within}time in ${zone.id}`,
    value: `${textOf(date)} ${clock}`,
    hint: "Give a time before or after the change.",
  });
}

/** What a caller changes later in its own object is not to change the record. */
function copyOfDate({ year, month, day }: CivilDate): CivilDate {
  return { year, month, day };
}

function copyOfTime({ hour, minute, second }: CivilTime): CivilTime {
  return { hour, minute, second };
}

/** The moment that an instant is on a zone's clock. */
export function momentOfInstant(zone: Zone, instant: number): Moment {
  checkNumber("instant", instant, "Give Unix milliseconds, such as Date.now() or date.getTime().");
  const local = instant + offsetOf(zone, instant) * 1000;
  const jdn = jdnOfLocal(local);
  const date = dateOf(jdn);
  checkYear(date.year, "instant");
  return { date, time: timeOfLocal(local), jdn, instant };
}
