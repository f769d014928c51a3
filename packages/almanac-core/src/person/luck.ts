import { type Pair, stemOf } from "../cycle/pairs.ts";
import { modulo } from "../number/modulo.ts";
import type { DayRecord } from "../record/day-record.ts";
import type { LocalTerm, TermSource } from "../term/local-term.ts";
import { DAY } from "../time/units.ts";
import type { Sex } from "./eight-mansions.ts";

/** An age by the luck's own calendar: twelve months of thirty days. */
export interface Age {
  /** Whole years. */
  readonly years: number;
  /** Whole months over, 0..11. */
  readonly months: number;
  /** Whole days over, 0..29. */
  readonly days: number;
}

/** The luck pillars of a birth: ten years under each pair, by tradition. */
export interface Luck {
  /** For whom: the direction hangs on it. */
  readonly sex: Sex;
  /** Whether the pairs go forward from that of the month: for men of a yang year and women of a yin year. */
  readonly forward: boolean;
  /** The term that opens a month to which the distance is counted: the next, or the one before. */
  readonly term: LocalTerm;
  /** Days from the birth to it. */
  readonly days: number;
  /** When the first begins, to the day: three days count as a year, two hours as ten days. */
  readonly startsAfter: Age;
  /** When it begins by the school of whole years: a day over is dropped, two are a year. */
  readonly wholeYears: number;
  /** The first ten pairs, one for ten years. */
  readonly pairs: readonly Pair[];
}

const DAYS_PER_YEAR = 3;
const PILLARS = 10;

/** The luck pillars of a moment of birth. */
export function luckOf(record: DayRecord, termOf: TermSource, sex: Sex): Luck {
  const { pillars, instant } = record;
  const forward = (stemOf(pillars.year) % 2 === 0) === (sex === "male");
  const opening = record.term.ordinal - modulo(record.term.ordinal, 2);
  const term = termOf(forward ? opening + 2 : opening);
  const distance = Math.abs(term.instant - instant);
  const days = distance / DAY;
  // A year is three days, a month a twelfth of that and a day a thirtieth of a month.
  const units = Math.floor((distance * 360) / (DAYS_PER_YEAR * DAY));
  return {
    sex,
    forward,
    term,
    days,
    startsAfter: {
      years: Math.floor(units / 360),
      months: Math.floor(units / 30) % 12,
      days: units % 30,
    },
    wholeYears: Math.round(Math.floor(days) / DAYS_PER_YEAR),
    pairs: Array.from({ length: PILLARS }, (_, i) =>
      modulo(pillars.month + (forward ? i + 1 : -i - 1), 60),
    ),
  };
}
