import {
  AlmanacError,
  createAlmanac,
  dateOfJdn,
  parseDate,
  parseZone,
  type Almanac,
  type CivilDate,
  type CivilTime,
  type DayRecord,
} from "almanac-core";

const MOMENT =
  /^(?<date>[+-]?\d{4,6}-\d{2}-\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2}(?:\.\d+)?))?(?<offset>Z|[+-]\d{2}:\d{2})?)?$/i;

const DAYS_FROM_NOW: ReadonlyMap<string, number> = new Map([
  ["yesterday", -1],
  ["today", 0],
  ["tomorrow", 1],
]);

/** What a date argument says. */
export type Moment =
  | { readonly kind: "now" }
  | { readonly kind: "days-from-now"; readonly days: number }
  | { readonly kind: "clock"; readonly date: CivilDate; readonly time: CivilTime | undefined }
  | {
      readonly kind: "offset";
      readonly date: CivilDate;
      readonly time: CivilTime;
      /** The clock that the date and the time are read on: `Z`, `+07:00`. */
      readonly offset: string;
    };

/** Reads a date argument; absent, it is the present. */
export function parseMoment(text: string | undefined, place: string): Moment {
  if (text === undefined || text === "now") return { kind: "now" };
  const days = DAYS_FROM_NOW.get(text);
  if (days !== undefined) return { kind: "days-from-now", days };
  const groups = MOMENT.exec(text)?.groups;
  if (groups?.["date"] === undefined) {
    throw new AlmanacError("not a date", {
      code: "date-invalid",
      place,
      value: text,
      hint: "Give YYYY-MM-DD, YYYY-MM-DDTHH:MM, today, tomorrow or yesterday.",
    });
  }
  const { hour, minute, second, offset } = groups;
  const date = parseDate(groups["date"], place);
  if (hour === undefined) return { kind: "clock", date, time: undefined };
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0) };
  return offset === undefined
    ? { kind: "clock", date, time }
    : { kind: "offset", date, time, offset };
}

/** The year near which the zone of a moment must be known. */
export function yearOf(moment: Moment, now: number): number {
  return "date" in moment ? moment.date.year : new Date(now).getUTCFullYear();
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
