import type { Fortune } from "../cycle/fortunes.ts";
import type { Half } from "../cycle/halves.ts";
import type { Pair } from "../cycle/pairs.ts";
import type { Rule } from "../stars/day/rule.ts";
import type { LocalTerm } from "../term/local-term.ts";
import type { CivilDate, CivilTime } from "../time/civil-date.ts";

/** The pairs of a moment. */
export interface Pillars {
  /** The pair of the weather year. */
  readonly year: Pair;
  /** The pair of the weather month. */
  readonly month: Pair;
  /** The pair of the day, by the day boundary of the almanac. */
  readonly day: Pair;
  /** The pair of the double hour; from 23:00 that of the following day's Rat hour. */
  readonly hour: Pair;
}

/** The ruling stars of a moment, 1..9. */
export interface Stars {
  /** The star of the weather year. */
  readonly year: number;
  /** The star of the weather month. */
  readonly month: number;
  /** The star of the day, by the rule of the almanac. */
  readonly day: number;
  /** The star of the double hour. */
  readonly hour: number;
}

/** A day in the season coordinates. */
export interface SeasonDay {
  /** The half that the day is in, by the day of the solstice. */
  readonly half: Half;
  /** The day of the half, 1 on the day of the solstice. */
  readonly day: number;
  /** Whether the qi field stands still: the 180 days of the half have passed. */
  readonly held: boolean;
  /** The apparent stem and branch; a held day keeps Gui-Pig. */
  readonly apparent: Pair;
}

/** A value that would differ within the stated error of an instant. */
export interface Doubt {
  /** What hangs on it; `day` is the star of the day, `season` the place in the half. */
  readonly about: "term" | "month" | "year" | "day" | "season";
  /** The solar term whose instant decides. */
  readonly term: LocalTerm;
}

/** All that the almanac says about one moment. */
export interface DayRecord {
  /** The civil date on the clock of the zone. */
  readonly date: CivilDate;
  /** The time of day on the clock of the zone. */
  readonly time: CivilTime;
  /** Unix milliseconds of the moment. */
  readonly instant: number;
  /** The Julian day number of `date`. */
  readonly jdn: number;
  /** The id of the zone. */
  readonly zone: string;
  /** The rule by which the star of the day was counted. */
  readonly rule: Rule;
  /** The weather year, from Spring starts to Spring starts. */
  readonly weatherYear: number;
  /** 1 the Tiger month .. 12 the Ox month. */
  readonly weatherMonth: number;
  /** The pairs of year, month, day and hour. */
  readonly pillars: Pillars;
  /** The ruling stars of year, month, day and hour. */
  readonly stars: Stars;
  /** `null` outside the weather years 604..3914, where a half may be shorter than 180 days. */
  readonly season: SeasonDay | null;
  /** The Fortune of the weather year. */
  readonly fortune: Fortune;
  /** The solar term that the moment is in. */
  readonly term: LocalTerm;
  /** The solar term that follows. */
  readonly nextTerm: LocalTerm;
  /** Empty but for moments that the stated error can move across a boundary. */
  readonly doubts: readonly Doubt[];
}
