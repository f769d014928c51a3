import { AlmanacError } from "../errors/almanac-error.ts";
import { isObject, shown } from "../errors/check.ts";
import { type CivilTime, UNIX_EPOCH_JDN } from "./civil-date.ts";
import { DAY, MINUTE, SECOND } from "./units.ts";

/** A local time as if it were universal time: milliseconds from 1970-01-01T00:00 on the same clock. */
export function localOf(jdn: number, { hour, minute, second }: CivilTime): number {
  return (jdn - UNIX_EPOCH_JDN) * DAY + (hour * 60 + minute) * MINUTE + Math.round(second * SECOND);
}

/** The Julian day number of the civil day of a local time. */
export function jdnOfLocal(local: number): number {
  return Math.floor(local / DAY) + UNIX_EPOCH_JDN;
}

/** The time of day of a local time. */
export function timeOfLocal(local: number): CivilTime {
  const rest = local - Math.floor(local / DAY) * DAY;
  const minutes = Math.floor(rest / MINUTE);
  return {
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
    second: (rest - minutes * MINUTE) / SECOND,
  };
}

/** @throws AlmanacError `time-invalid` unless 00:00:00 to 23:59:59.999 */
export function checkTime(time: CivilTime, place = "time"): void {
  if (isObject(time) && isClock(time)) return;
  throw new AlmanacError("no clock shows this time", {
    code: "time-invalid",
    place,
    value: shown(time),
    hint: "Give hours 0..23, minutes 0..59 and seconds from 0 to less than 60, for no leap second is counted: { hour: 8, minute: 30, second: 0 }.",
  });
}

function isClock({ hour, minute, second }: CivilTime): boolean {
  if (!Number.isInteger(hour) || !Number.isInteger(minute) || !Number.isFinite(second))
    return false;
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
}
