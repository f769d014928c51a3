import { dayPair, hourPair, monthPair, yearPair } from "../cycle/pairs.ts";
import { MOVING_DAYS } from "../stars/day/season.ts";
import { starInSegment } from "../stars/day/segment.ts";
import { starOfHour } from "../stars/hour.ts";
import { starOfMonth } from "../stars/month.ts";
import { starOfYear } from "../stars/year.ts";
import type { LocalTerm } from "../term/local-term.ts";
import type { CivilDate, CivilTime } from "../time/civil-date.ts";
import { SECOND } from "../time/units.ts";
import type { DayRecord, Doubt, SeasonDay } from "./day-record.ts";
import type { AlmanacSettings } from "./options.ts";
import { NO_DOUBTS, segmentOf, type TableSegment, termIn, type YearTable } from "./year-table.ts";

/**
 * The weather years for which the season coordinates are given: from the beginning of the era to the
 * last year before which every half has at least 180 days in UTC+7 and UTC+8. In other zones a half
 * of 179 days comes up to 31 years earlier (UTC: 3883); the check of the requirements shows it.
 */
export const SEASON_FIRST_YEAR = 604;
/** The last weather year of which that holds. */
export const SEASON_LAST_YEAR = 3914;

/** A moment on the clock, before anything is said about it. */
export interface Moment {
  readonly date: CivilDate;
  readonly time: CivilTime;
  readonly jdn: number;
  readonly instant: number;
}

/** The record of a moment within the civil year of the table. */
export function recordOf(settings: AlmanacSettings, table: YearTable, moment: Moment): DayRecord {
  const { jdn, instant, time } = moment;
  const index = termIndex(table, jdn, instant);
  const term = termIn(table, index);
  const nextTerm = termIn(table, index + 1);
  // Spring starts is the third term of a year: months and years are counted from it.
  const months = Math.floor((term.ordinal - 2) / 2);
  const weatherYear = Math.floor(months / 12);
  const weatherMonth = months - 12 * weatherYear + 1;

  const late = time.hour >= 23 ? 1 : 0;
  const day = settings.dayBoundary === "23:00" ? jdn + late : jdn;
  const hourDay = jdn + late;
  const hour = ((time.hour + 1) >> 1) % 12;
  const segment = segmentOf(table.stars, day);
  const half = segmentOf(table.halves, day);
  const hourTrack = settings.hourHalf === "day" ? table.stars : table.halves;

  return {
    date: moment.date,
    time,
    instant,
    jdn,
    zone: settings.zone.id,
    rule: settings.rule,
    weatherYear,
    weatherMonth,
    pillars: {
      year: yearPair(weatherYear),
      month: monthPair(weatherYear, weatherMonth),
      day: dayPair(day),
      hour: hourPair(hourDay, hour),
    },
    stars: {
      year: starOfYear(weatherYear),
      month: starOfMonth(weatherYear, weatherMonth),
      day: starInSegment(segment, day),
      hour: starOfHour(segmentOf(hourTrack, hourDay).half, dayPair(hourDay), hour),
    },
    season: isSeasonYear(weatherYear) ? seasonOf(half, day) : null,
    fortune: table.fortunes[weatherYear === table.year ? 1 : 0],
    term,
    nextTerm,
    doubts: doubtsOf(term, nextTerm, instant, segment, half),
  };
}

/** Whether the season coordinates hold in a weather year. */
export function isSeasonYear(weatherYear: number): boolean {
  return weatherYear >= SEASON_FIRST_YEAR && weatherYear <= SEASON_LAST_YEAR;
}

/** The term that an instant is in, as its index in the table: a guess, then a step or two. */
function termIndex(table: YearTable, jdn: number, instant: number): number {
  const guess = Math.floor((jdn - table.firstDay + SOLSTICE_DAYS) / MEAN_TERM);
  let index = Math.min(24, Math.max(0, guess));
  while (index < 24 && instant >= termIn(table, index + 1).instant) index++;
  while (index > 0 && instant < termIn(table, index).instant) index--;
  return index;
}

/** Days from the Winter Solstice to 1 January, and of a 24th of a year: about. */
const SOLSTICE_DAYS = 10;
const MEAN_TERM = 15.2;

function seasonOf({ half, first }: TableSegment, day: number): SeasonDay {
  const passed = day - first;
  const held = passed >= MOVING_DAYS;
  return { half, day: passed + 1, held, apparent: held ? 59 : passed % 60 };
}

function doubtsOf(
  term: LocalTerm,
  nextTerm: LocalTerm,
  instant: number,
  segment: TableSegment,
  half: TableSegment,
): readonly Doubt[] {
  const began = instant - term.instant <= term.margin * SECOND;
  const ends = nextTerm.instant - instant <= nextTerm.margin * SECOND;
  if (!began && !ends && segment.doubts.length + half.doubts.length === 0) return NO_DOUBTS;
  return [
    ...(began ? boundaryDoubts(term) : []),
    ...(ends ? boundaryDoubts(nextTerm) : []),
    ...segment.doubts,
    ...half.doubts,
  ];
}

/** What changes at the instant of a solar term. */
function boundaryDoubts(term: LocalTerm): readonly Doubt[] {
  const opens = term.ordinal % 2 === 0;
  const opensYear = term.longitude === 315;
  return [
    { about: "term", term },
    ...(opens ? [{ about: "month" as const, term }] : []),
    ...(opensYear ? [{ about: "year" as const, term }] : []),
  ];
}
