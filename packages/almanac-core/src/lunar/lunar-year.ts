import { ordinalOf, solarTerm } from "almanac-core";

import {
  checkLunarCalendar,
  LUNAR_FIRST_YEAR,
  LUNAR_LAST_YEAR,
  LUNAR_OFFSETS,
  type LunarCalendar,
} from "./lunar-calendar.ts";
import { lunationNear, newMoon, type NewMoon } from "./new-moon.ts";
import { refuseUnlessWhole } from "./whole.ts";

/** A month of a lunar calendar. */
export interface LunarMonth {
  /** The lunar year: the Gregorian year in which its first month begins. */
  readonly year: number;
  /** 1..12; a leap month has the number of the month before it. */
  readonly month: number;
  /** Whether it is a leap month. */
  readonly leap: boolean;
  /** The Julian day number of its first day. */
  readonly jdn: number;
  /** How many days it has: 29 or 30. */
  readonly days: number;
  /** The new moon of its first day. */
  readonly newMoon: NewMoon;
  /** Whether its first day would be another one if the new moon were off by its margin. */
  readonly doubtful: boolean;
}

/**
 * The 12 or 13 months of a lunar year, the first of them beginning with the lunar new year.
 *
 * A month begins on the day of a new moon, and the month of the winter solstice is the eleventh. Where 13
 * months begin from one eleventh month to the next, the first without a middle term (a longitude of the
 * Sun that is a multiple of 30 degrees) is the leap month (GB/T 33661-2017).
 *
 * @param year - {@link LUNAR_FIRST_YEAR} .. {@link LUNAR_LAST_YEAR}
 * @param calendar - default: `chinese`
 * @throws AlmanacError `year-range`, `option-unknown`
 */
export function lunarYear(
  year: number,
  calendar: LunarCalendar = "chinese",
): readonly LunarMonth[] {
  refuseUnlessWhole("year", year, LUNAR_FIRST_YEAR, LUNAR_LAST_YEAR, "year-range");
  checkLunarCalendar(calendar);
  const years = known[calendar];
  const months = years.get(year) ?? monthsOf(year, LUNAR_OFFSETS[calendar]);
  years.set(year, months);
  return months;
}

/** Each year is computed once and kept: whoever goes through days asks for the same one again. */
const known: Readonly<Record<LunarCalendar, Map<number, readonly LunarMonth[]>>> =
  /*#__PURE__*/ Object.freeze({ chinese: new Map(), vietnamese: new Map() });

function monthsOf(year: number, offset: number): readonly LunarMonth[] {
  const months = [...monthsFromSolstice(year - 1, offset), ...monthsFromSolstice(year, offset)];
  return Object.freeze(months.filter((month) => month.year === year));
}

const DAY = 86_400_000;
const UNIX_EPOCH_JDN = 2_440_588;

/** The Julian day number of an instant on a clock. */
function dayOf(instant: number, offset: number): number {
  return Math.floor((instant + offset * 1000) / DAY) + UNIX_EPOCH_JDN;
}

/** The months from the eleventh of a lunar year up to the eleventh of the next. */
function monthsFromSolstice(year: number, offset: number): readonly LunarMonth[] {
  const first = lunationOfSolstice(year, offset);
  const count = lunationOfSolstice(year + 1, offset) - first;
  const months = Array.from({ length: count }, (_, index) => {
    const moon = newMoon(first + index);
    const next = newMoon(first + index + 1);
    return { moon, start: dayOf(moon.instant, offset), end: dayOf(next.instant, offset) };
  });
  const middles = middleTermDays(year, offset);
  const bare = months.findIndex(({ start, end }) => !middles.some((d) => d >= start && d < end));
  const leapAt = count === 13 ? bare : count;
  return months.map(({ moon, start, end }, index) => {
    const ordinal = index < leapAt ? index : index - 1;
    return Object.freeze({
      year: ordinal < 2 ? year : year + 1,
      month: ((ordinal + 10) % 12) + 1,
      leap: index === leapAt,
      jdn: start,
      days: end - start,
      newMoon: Object.freeze(moon),
      doubtful: isNearMidnight(moon, offset),
    });
  });
}

/** The lunation of the last new moon whose day is not after that of the winter solstice. */
function lunationOfSolstice(year: number, offset: number): number {
  const { instant } = solarTerm(ordinalOf(year, 270));
  const solstice = dayOf(instant, offset);
  const near = lunationNear(instant) + 1;
  const back = [0, 1, 2, 3].find((n) => dayOf(newMoon(near - n).instant, offset) <= solstice);
  return near - (back ?? 0);
}

/** The days of the middle terms from one winter solstice up to the next, which is left out. */
function middleTermDays(year: number, offset: number): readonly number[] {
  const solstice = ordinalOf(year, 270);
  return Array.from({ length: 12 }, (_, n) => dayOf(solarTerm(solstice + 2 * n).instant, offset));
}

function isNearMidnight({ instant, margin }: NewMoon, offset: number): boolean {
  const days = (instant + offset * 1000) / DAY;
  return Math.abs(days - Math.round(days)) * DAY <= margin * 1000;
}
