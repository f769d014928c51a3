import {
  AlmanacError,
  createAlmanac,
  dateOfJdn,
  parseZone,
  type Almanac,
  type Calendar,
  type CivilDate,
  type CivilTime,
  type DayRecord,
} from "almanac-core";

import { hintFor, parseDay } from "./date.ts";

const MOMENT =
  /^(?<date>[+-]?\d{4,6}-\d{2}-\d{2})(?:[T ](?<hour>\d{2})(?::(?<minute>\d{2})(?::(?<second>\d{2}(?:\.\d+)?))?(?<offset>Z|[+-]\d{2}:\d{2})?)?)?$/i;

const DAYS_FROM_NOW: ReadonlyMap<string, number> = new Map([
  ["yesterday", -1],
  ["today", 0],
  ["tomorrow", 1],
]);

/** What a date argument says. */
export type Moment =
  | { readonly kind: "now" }
  | { readonly kind: "days-from-now"; readonly days: number }
  | {
      readonly kind: "clock";
      readonly date: CivilDate;
      readonly time: CivilTime | undefined;
      /** The hour, where it is all that is known of the time. */
      readonly hour?: number;
    }
  | {
      readonly kind: "offset";
      readonly date: CivilDate;
      readonly time: CivilTime;
      /** The clock that the date and the time are read on: `Z`, `+07:00`. */
      readonly offset: string;
    };

/** Reads a date argument in a calendar; absent, it is the present. */
export function parseMoment(
  text: string | undefined,
  place: string,
  calendar: Calendar = "gregorian",
): Moment {
  if (text === undefined || text === "now") return { kind: "now" };
  const days = DAYS_FROM_NOW.get(text);
  if (days !== undefined) return { kind: "days-from-now", days };
  const groups = MOMENT.exec(text)?.groups;
  if (groups?.["date"] === undefined) {
    throw new AlmanacError("not a date", {
      code: "date-invalid",
      place,
      value: text,
      hint: hintFor(text),
    });
  }
  const { hour, minute, second, offset } = groups;
  const date = parseDay(groups["date"], place, calendar);
  if (hour === undefined) return { kind: "clock", date, time: undefined };
  if (minute === undefined) {
    const whole = { hour: Number(hour), minute: 0, second: 0 };
    return { kind: "clock", date, time: whole, hour: whole.hour };
  }
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0) };
  return offset === undefined
    ? { kind: "clock", date, time }
    : { kind: "offset", date, time, offset };
}

/** The year near which the zone of a moment must be known. */
export function yearOf(moment: Moment, now: number): number {
  return "date" in moment ? moment.date.year : new Date(now).getUTCFullYear();
}

/**
 * What a moment can mean: one record, or several where it names only a day or an hour and the day's pillars change
 * in it.
 */
export function possibleRecords(
  almanac: Almanac,
  moment: Moment,
  now: number,
): readonly [DayRecord, ...DayRecord[]] {
  const open = moment.kind === "clock" && (moment.time === undefined || moment.hour !== undefined);
  const [first, ...rest] = open ? almanac.possible(moment.date, moment.hour) : [];
  if (first === undefined || rest.length === 0) return [recordOf(almanac, moment, now)];
  return [first, ...rest];
}

/** Whether a moment has a time at all, if only an hour. */
export function namesTime(moment: Moment): boolean {
  return moment.kind === "now" || ("time" in moment && moment.time !== undefined);
}

/** Whether the time of a moment is known to the minute. */
export function isTimeKnown(moment: Moment): boolean {
  return moment.kind !== "clock" || (moment.time !== undefined && moment.hour === undefined);
}

/** The record of a moment; noon where it names only a day. */
export function recordOf(almanac: Almanac, moment: Moment, now: number): DayRecord {
  switch (moment.kind) {
    case "days-from-now":
      return almanac.day(dateOfJdn(almanac.at(now).jdn + moment.days));
    case "clock":
      return almanac.day(moment.date, moment.time);
    case "offset": {
      const elsewhere = createAlmanac({ ...almanac.settings, zone: parseZone(moment.offset) });
      return almanac.at(elsewhere.day(moment.date, moment.time).instant);
    }
    case "now":
    default:
      return almanac.at(now);
  }
}
