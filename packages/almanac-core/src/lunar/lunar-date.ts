import { AlmanacError, type CivilDate, dateOfJdn, jdnOfDate } from "almanac-core";

import { checkLunarCalendar, type LunarCalendar } from "./lunar-calendar.ts";
import { lunarYear, type LunarMonth } from "./lunar-year.ts";
import { refuseUnlessWhole } from "./whole.ts";

/** A day of a lunar calendar. */
export interface LunarDate {
  /** The lunar year: the Gregorian year in which its first month begins. */
  readonly year: number;
  /** 1..12; a leap month has the number of the month before it. */
  readonly month: number;
  /** Whether the month is a leap month. */
  readonly leap: boolean;
  /** 1..30 */
  readonly day: number;
}

/**
 * The lunar date of a civil day.
 *
 * @param calendar - default: `chinese`
 * @throws AlmanacError `date-invalid`, `year-range` outside the lunar years 1645 to 3999, `option-unknown`
 */
export function lunarDate(date: CivilDate, calendar: LunarCalendar = "chinese"): LunarDate {
  checkLunarCalendar(calendar);
  const jdn = jdnOfDate(date);
  const months = monthsAround(date.year, jdn, calendar);
  const { year, month, leap, jdn: first } = months.findLast((m) => m.jdn <= jdn) ?? noMonth();
  return { year, month, leap, day: jdn - first + 1 };
}

/** The months of the lunar year that a day belongs to: before the new year it is the one before. */
function monthsAround(year: number, jdn: number, calendar: LunarCalendar): readonly LunarMonth[] {
  const months = lunarYear(year, calendar);
  const [first = noMonth()] = months;
  return jdn < first.jdn ? lunarYear(year - 1, calendar) : months;
}

function noMonth(): never {
  throw new TypeError("a lunar year has no month");
}

/**
 * The civil day of a lunar date; the inverse of {@link lunarDate}.
 *
 * @param calendar - default: `chinese`
 * @throws AlmanacError `date-invalid` when the year has no such leap month or the month no such day,
 *   `year-range`, `option-unknown`
 */
export function dateOfLunar(lunar: LunarDate, calendar: LunarCalendar = "chinese"): CivilDate {
  if (typeof lunar !== "object" || lunar === null) {
    throw wrong(String(lunar), "Give { year: 2024, month: 1, leap: false, day: 1 }.");
  }
  const { year, month, leap, day } = lunar;
  const months = lunarYear(year, calendar);
  refuseUnlessWhole("lunar.month", month, 1, 12, "date-invalid");
  refuseUnlessWhole("lunar.day", day, 1, 30, "date-invalid");
  if (typeof leap !== "boolean") throw wrong(`leap ${String(leap)}`, "Give true or false.");
  const found = months.find((m) => m.month === month && m.leap === leap);
  if (found === undefined) throw wrong(textOf(lunar), leapHint(year, months));
  if (day > found.days) throw wrong(textOf(lunar), `That month has ${found.days} days.`);
  return dateOfJdn(found.jdn + day - 1);
}

function leapHint(year: number, months: readonly LunarMonth[]): string {
  const leap = months.find((month) => month.leap);
  return leap === undefined
    ? `The lunar year ${year} has no leap month.`
    : `The leap month of the lunar year ${year} follows month ${leap.month}.`;
}

function textOf({ year, month, leap, day }: LunarDate): string {
  return `year ${year}, ${leap ? "leap " : ""}month ${month}, day ${day}`;
}

function wrong(value: string, hint: string): AlmanacError {
  const code = "date-invalid";
  return new AlmanacError("the lunar calendar has no such day", {
    code,
    place: "lunar",
    value,
    hint,
  });
}
