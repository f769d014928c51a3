import { dayPair, hourPair, monthPair, yearPair } from "../cycle/pairs.ts";
import { modulo } from "../number/modulo.ts";
import type { DayRecord } from "../record/day-record.ts";
import { starOfMonth } from "../stars/month.ts";
import { starOfYear } from "../stars/year.ts";
import type { TermSource } from "../term/local-term.ts";
import { localOf } from "../time/civil-time.ts";
import type { DayBoundary } from "../time/day-boundary.ts";
import { HOUR } from "../time/units.ts";
import { instantOfLocalAfter, type Zone } from "../time/zone.ts";
import { type Conditions, matches } from "./conditions.ts";

/** What a search reads the calendar with. */
export interface Calendar {
  readonly zone: Zone;
  readonly dayBoundary: DayBoundary;
  readonly termOf: TermSource;
  /** The record of an instant. */
  readonly at: (instant: number) => DayRecord;
}

/** The first and the last day of a search, as Julian day numbers. */
export interface DaySpan {
  readonly first: number;
  readonly last: number;
  /** The weather years that hold them. */
  readonly years: readonly [number, number];
}

const SPRING_STARTS = 2;
/** The hour on the clock from which it is the Rat hour of the following day. */
const LATE = 23;

/**
 * The first moment of every day, or of every double hour when the conditions name one, that is what they ask for.
 * Years, months and days that the cycles of sixty and nine rule out are stepped over and never computed.
 */
export function* find(
  calendar: Calendar,
  conditions: Conditions,
  span: DaySpan,
): IterableIterator<DayRecord> {
  let last: DayRecord | undefined;
  for (const [year, month] of months(conditions, span.years)) {
    const ordinal = 24 * year + SPRING_STARTS + 2 * (month - 1);
    const [from, to] = [calendar.termOf(ordinal), calendar.termOf(ordinal + 2)];
    const days = daysOf(
      conditions,
      Math.max(span.first, from.jdn - 1),
      Math.min(span.last, to.jdn),
    );
    for (const jdn of days) {
      for (const part of partsOf(calendar.zone, conditions, jdn)) {
        if (!canMatch(calendar, conditions, part)) continue;
        const moment = Math.max(part.from, from.instant);
        if (moment >= Math.min(part.to, to.instant)) continue;
        const record = calendar.at(moment);
        if (record.jdn < span.first || record.jdn > span.last) continue;
        if (!matches(record, conditions) || isSame(last, record, conditions)) continue;
        last = record;
        yield record;
      }
    }
  }
}

/** Whether the pairs of day and hour, which arithmetic alone tells, leave a part of a day possible. */
function canMatch(
  { dayBoundary }: Calendar,
  conditions: Conditions,
  { hourDay, hour, day }: Part,
): boolean {
  const { pairs = {} } = conditions;
  const ofDay = dayPair(dayBoundary === "23:00" ? hourDay : day);
  if (pairs.day !== undefined && pairs.day !== ofDay) return false;
  return pairs.hour === undefined || pairs.hour === hourPair(hourDay, hour);
}

/** Whether two moments are of one day, or of one double hour where the hours are asked about. */
function isSame(last: DayRecord | undefined, record: DayRecord, conditions: Conditions): boolean {
  if (last === undefined || record.instant - last.instant > 26 * HOUR) return false;
  if (asksHour(conditions)) return last.pillars.hour === record.pillars.hour;
  return last.pillars.day === record.pillars.day;
}

function asksHour({ pairs, stars }: Conditions): boolean {
  return pairs?.hour !== undefined || stars?.hour !== undefined;
}

function* months(
  { pairs = {}, stars = {}, term }: Conditions,
  [first, last]: readonly [number, number],
): IterableIterator<readonly [number, number]> {
  const fits = (asked: number | undefined, found: number): boolean =>
    asked === undefined || asked === found;
  const step = pairs.year === undefined ? 1 : 60;
  const start = pairs.year === undefined ? first : first + modulo(pairs.year - yearPair(first), 60);
  for (let year = start; year <= last; year += step) {
    if (!fits(stars.year, starOfYear(year))) continue;
    for (let month = 1; month <= 12; month++) {
      if (!fits(pairs.month, monthPair(year, month))) continue;
      if (!fits(stars.month, starOfMonth(year, month))) continue;
      if (term !== undefined && Math.floor(modulo(term - 315, 360) / 30) !== month - 1) continue;
      yield [year, month];
    }
  }
}

function* daysOf(
  { pairs = {} }: Conditions,
  first: number,
  last: number,
): IterableIterator<number> {
  if (pairs.day === undefined) {
    for (let jdn = first; jdn <= last; jdn++) yield jdn;
    return;
  }
  // With the day boundary 23:00 a day begins in the evening before its date.
  for (let eve = first + modulo(pairs.day - dayPair(first) - 1, 60); eve <= last + 1; eve += 60)
    yield* [eve, eve + 1];
}

/** A part of a civil day, Unix milliseconds. */
interface Part {
  /** The Julian day number of the day whose hours are counted in it. */
  readonly hourDay: number;
  /** The Julian day number of the civil day. */
  readonly day: number;
  /** Its double hour, where the hours are asked about. */
  readonly hour: number;
  readonly from: number;
  readonly to: number;
}

/** The parts of a civil day that are asked about: before and from 23:00, or its double hours. */
function* partsOf(zone: Zone, conditions: Conditions, jdn: number): IterableIterator<Part> {
  const midnight = localOf(jdn, { hour: 0, minute: 0, second: 0 });
  const part = (from: number, to: number): Part => ({
    day: jdn,
    hourDay: jdn + (from >= LATE ? 1 : 0),
    hour: Math.floor((from + 1) / 2) % 12,
    from: instantOfLocalAfter(zone, midnight + Math.max(0, from) * HOUR),
    to: instantOfLocalAfter(zone, midnight + Math.min(24, to) * HOUR),
  });
  if (!asksHour(conditions)) {
    yield part(0, 23);
    yield part(23, 24);
    return;
  }
  const asked = conditions.pairs?.hour;
  for (let from = -1; from < 24; from += 2) {
    if (asked === undefined || ((from + 1) / 2) % 12 === asked % 12) yield part(from, from + 2);
  }
}
