import { type Fortune, fortuneOfYear } from "../cycle/fortunes.ts";
import { DAY_RULES } from "../stars/day/rules.ts";
import { seasonSegments } from "../stars/day/season.ts";
import type { Segment } from "../stars/day/segment.ts";
import type { TermSource, LocalTerm } from "../term/local-term.ts";
import { jdnOf } from "../time/civil-date.ts";
import { entry } from "../values/entry.ts";
import { deepFreeze } from "../values/freeze.ts";
import type { DayRecord, Doubt } from "./day-record.ts";
import type { AlmanacSettings } from "./options.ts";

/** A segment, and the doubt about the day on which it begins. */
export interface TableSegment extends Segment {
  readonly doubts: readonly Doubt[];
}

/** Segments in order, with their first days in an array of their own, which a search reads faster. */
export interface Track {
  readonly segments: readonly TableSegment[];
  readonly firsts: readonly number[];
}

/** What all records of one civil year share. */
export interface YearTable {
  readonly year: number;
  /** The Julian day number of 1 January. */
  readonly firstDay: number;
  /** Those of its terms that were asked for, see {@link termIn}. */
  readonly terms: (LocalTerm | undefined)[];
  /** Computes one of its terms. */
  readonly compute: (index: number) => LocalTerm;
  /** The fortune before and from Spring starts. */
  readonly fortunes: readonly [Fortune, Fortune];
  /** The segments of the rule, the first already running on 1 January. */
  readonly stars: Track;
  /** The halves of the year, from solstice to solstice. */
  readonly halves: Track;
}

/** No doubts: all records without any share this list. */
export const NO_DOUBTS: DayRecord["doubts"] = /*#__PURE__*/ deepFreeze([]);

/** Computes what all records of a civil year share. */
export function yearTable(settings: AlmanacSettings, termOf: TermSource, year: number): YearTable {
  const dayOf = (ordinal: number): number => termOf(ordinal).jdn;
  const firstDay = jdnOf({ year, month: 1, day: 1 });
  return {
    year,
    firstDay,
    terms: Array.from({ length: TERMS }, () => undefined),
    compute: (index) => termOf(24 * year - 1 + index),
    fortunes: deepFreeze([fortuneOfYear(year - 1), fortuneOfYear(year)]),
    stars: running(DAY_RULES[settings.rule](dayOf, year, settings.school), "day"),
    halves: running(seasonSegments(dayOf, year), "season"),
  };

  function running(all: readonly Segment[], about: Doubt["about"]): Track {
    const first = all.findLastIndex((segment) => segment.first <= firstDay);
    const segments = all.slice(first).map((segment) => {
      const term = termOf(segment.ordinal);
      return {
        ...segment,
        doubts: term.dateDoubtful ? deepFreeze([{ about, term }]) : NO_DOUBTS,
      };
    });
    return { segments, firsts: segments.map((segment) => segment.first) };
  }
}

/** The terms that a civil year touches. */
const TERMS = 26;

/**
 * A term that a civil year touches: from 0, the Winter Solstice before it, to 25, the Slight Cold after
 * it. It is computed when it is first asked for: a single record needs few of them.
 */
export function termIn(table: YearTable, index: number): LocalTerm {
  return (table.terms[index] ??= table.compute(index));
}

/** The segment that a day is in. */
export function segmentOf({ segments, firsts }: Track, day: number): TableSegment {
  let index = firsts.length - 1;
  while (index > 0 && entry(firsts, index) > day) index--;
  return entry(segments, index);
}
