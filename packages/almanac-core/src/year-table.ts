import type { DayRecord, Doubt } from "./day-record.ts";
import { entry } from "./entry.ts";
import { type Fortune, fortuneOfYear } from "./fortunes.ts";
import type { AlmanacOptions } from "./options.ts";
import { DAY_RULES } from "./stars/day/rules.ts";
import { seasonSegments } from "./stars/day/season.ts";
import type { Segment } from "./stars/day/segment.ts";
import type { PeriodSource, WeatherPeriod } from "./sun/weather-period.ts";
import { jdnOfDate } from "./time/civil-date.ts";

/** A segment, and the doubt about the day on which it begins. */
export interface TableSegment extends Segment {
  readonly doubts: readonly Doubt[];
}

/** What the records of one civil year have in common. */
export interface YearTable {
  readonly year: number;
  /** The Julian day number of 1 January. */
  readonly firstDay: number;
  /** From the Winter Solstice before the year to the Slight Cold after it: 26. */
  readonly periods: readonly WeatherPeriod[];
  /** The fortune before and from Spring starts. */
  readonly fortunes: readonly [Fortune, Fortune];
  /** The segments of the rule, the first already running on 1 January. */
  readonly segments: readonly TableSegment[];
  /** The halves of the year, from solstice to solstice. */
  readonly halves: readonly TableSegment[];
}

/** No doubt: one list for all records, so that they need none of their own. */
export const NO_DOUBTS: DayRecord["doubts"] = [];

/** Computes what the records of a civil year have in common. */
export function yearTable(
  options: AlmanacOptions,
  periodOf: PeriodSource,
  year: number,
): YearTable {
  const dayOf = (ordinal: number): number => periodOf(ordinal).day;
  const firstDay = jdnOfDate({ year, month: 1, day: 1 });
  return {
    year,
    firstDay,
    periods: Array.from({ length: 26 }, (_, index) => periodOf(24 * year - 1 + index)),
    fortunes: [fortuneOfYear(year - 1), fortuneOfYear(year)],
    segments: running(DAY_RULES[options.rule](dayOf, year, options.school), "day"),
    halves: running(seasonSegments(dayOf, year), "season"),
  };

  function running(segments: readonly Segment[], about: Doubt["about"]): readonly TableSegment[] {
    const first = segments.findLastIndex((segment) => segment.first <= firstDay);
    return segments.slice(first).map((segment) => {
      const period = periodOf(segment.ordinal);
      return { ...segment, doubts: period.dateDoubtful ? [{ about, period }] : NO_DOUBTS };
    });
  }
}

/** The segment that a day is in. */
export function segmentOf(segments: readonly TableSegment[], day: number): TableSegment {
  for (let i = segments.length - 1; i > 0; i--) {
    const segment = entry(segments, i);
    if (segment.first <= day) return segment;
  }
  return entry(segments, 0);
}
