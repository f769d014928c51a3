import type { Fortune } from "../cycle/fortunes.ts";
import type { Half } from "../cycle/halves.ts";
import type { Pair } from "../cycle/pairs.ts";
import type { DayRecord, Doubt, SeasonDay } from "../record/day-record.ts";
import type { Rule } from "../stars/day/rule.ts";
import type { Cause } from "../stars/day/segment.ts";
import type { HourHalf } from "../stars/hour.ts";
import type { LocalTerm } from "../term/local-term.ts";
import type { CivilDate } from "../time/civil-date.ts";
import type { DayBoundary } from "../time/day-boundary.ts";

/**
 * What a statement stands on: `stated` in the seed articles, `tradition` of other published sources,
 * `computed` by astronomy, or `reading`: ours, where the articles say nothing.
 */
export type Provenance = "stated" | "tradition" | "computed" | "reading";

/** A fact about one field of a record, with what it stands on. */
export interface FactAbout<Field extends string> {
  /** The field of the record that the fact explains. */
  readonly field: Field;
  /** What the fact stands on. */
  readonly provenance: Provenance;
}

/** The clock on which the date is read. */
export interface ZoneFact extends FactAbout<"zone"> {
  /** The id of the zone. */
  readonly zone: string;
  /** The civil date on its clock. */
  readonly date: CivilDate;
  /** When a day begins. */
  readonly dayBoundary: DayBoundary;
}

/** The solar term that the moment is in. */
export interface TermFact extends FactAbout<"term"> {
  /** The term. */
  readonly term: LocalTerm;
  /** The term that follows. */
  readonly next: LocalTerm;
}

/** The pair of the year. */
export interface YearPillarFact extends FactAbout<"pillars.year"> {
  /** The pair. */
  readonly pair: Pair;
  /** The weather year that has it. */
  readonly weatherYear: number;
  /** The civil year: one more while Spring starts is still to come. */
  readonly civilYear: number;
}

/** The pair of the month. */
export interface MonthPillarFact extends FactAbout<"pillars.month"> {
  /** The pair. */
  readonly pair: Pair;
  /** 1 the Tiger month .. 12 the Ox month. */
  readonly weatherMonth: number;
}

/** The pair of the day. */
export interface DayPillarFact extends FactAbout<"pillars.day"> {
  /** The pair. */
  readonly pair: Pair;
  /** The Julian day number of the day, by the day boundary. */
  readonly jdn: number;
}

/** The pair of the double hour. */
export interface HourPillarFact extends FactAbout<"pillars.hour"> {
  /** The pair. */
  readonly pair: Pair;
  /** Whether it is the Rat hour from 23:00, which belongs to the following day. */
  readonly late: boolean;
  /** When the day itself changes. */
  readonly dayBoundary: DayBoundary;
}

/** The star of the year. */
export interface YearStarFact extends FactAbout<"stars.year"> {
  /** The star, 1..9. */
  readonly star: number;
  /** The weather year. */
  readonly weatherYear: number;
}

/** The star of the month. */
export interface MonthStarFact extends FactAbout<"stars.month"> {
  /** The star, 1..9. */
  readonly star: number;
  /** The weather year. */
  readonly weatherYear: number;
  /** 1 the Tiger month .. 12 the Ox month. */
  readonly weatherMonth: number;
}

/** The star of the day: what opened the run of days that it is in, and the day it is counted from. */
export interface DayStarFact extends FactAbout<"stars.day"> {
  /** The star, 1..9. */
  readonly star: number;
  /** The rule by which it is counted. */
  readonly rule: Rule;
  /** The way in which it goes: `yang` forward, `yin` backward. */
  readonly half: Half;
  /** Why the run of days began. */
  readonly cause: Cause;
  /** The term that decided where. */
  readonly term: LocalTerm;
  /** The first day of the run. */
  readonly opened: CivilDate;
  /** The day that the count starts from; it may lie outside the run. */
  readonly origin: CivilDate;
  /** The pair of that day. */
  readonly originPair: Pair;
  /** The star of that day. */
  readonly originStar: number;
  /** Days from that day to this; negative before it. */
  readonly days: number;
  /** Whether the star stands still. */
  readonly held: boolean;
}

/** The star of the double hour. */
export interface HourStarFact extends FactAbout<"stars.hour"> {
  /** The star, 1..9. */
  readonly star: number;
  /** The way in which the stars of the hours go: `yang` forward, `yin` backward. */
  readonly half: Half;
  /** What decides the way. */
  readonly by: HourHalf;
  /** The pair of the day whose hours are counted. */
  readonly dayPair: Pair;
}

/** The place in the season coordinates. */
export interface SeasonFact extends FactAbout<"season"> {
  /** The place. */
  readonly season: SeasonDay;
  /** The solstice that opened the half. */
  readonly term: LocalTerm;
  /** The first day of the half, its apparent Jia-Rat day. */
  readonly opened: CivilDate;
}

/** The Fortune of the year. */
export interface FortuneFact extends FactAbout<"fortune"> {
  /** The Fortune. */
  readonly fortune: Fortune;
}

/** A value that hangs on less than the stated error. */
export interface DoubtFact extends FactAbout<"doubts"> {
  /** The doubt. */
  readonly doubt: Doubt;
}

/** Why one value of a record is what it is, as data; `field` tells the kinds apart. */
export type Fact =
  | ZoneFact
  | TermFact
  | YearPillarFact
  | MonthPillarFact
  | DayPillarFact
  | HourPillarFact
  | YearStarFact
  | MonthStarFact
  | DayStarFact
  | HourStarFact
  | SeasonFact
  | FortuneFact
  | DoubtFact;

/** A record and the facts that explain it. */
export interface Explanation {
  /** The record that is explained. */
  readonly record: DayRecord;
  /** One for each value, in the order of the record. */
  readonly facts: readonly Fact[];
}
