import type {
  Calendar,
  Doubt,
  Fact,
  HourHalf,
  Problem,
  Provenance,
  Relation,
  RequirementId,
  Rule,
  Sex,
} from "almanac-core";

import type { LunarDay } from "../lunar.ts";
import type { Reading } from "../readings.ts";

/** A column of the day's screen. */
export type Column = "year" | "month" | "day" | "hour";

/** What is wrong with a day that breaks a requirement: the names of its half, and the amount with its sign. */
export interface Wrong {
  readonly half: string;
  readonly forward: boolean;
  readonly amount: number;
  readonly signed: string;
}

/** The luck pillars of a birth in the words of a language. */
export interface LuckWords {
  readonly sex: string;
  readonly forward: boolean;
  readonly term: string;
  readonly age: string;
  readonly wholeYears: number;
  readonly pairs: string;
}

/** The words of the screens in one language, besides the names that almanac-core gives. */
export interface Texts {
  /** Monday first, as short as a table wants them. */
  readonly weekdays: readonly string[];
  /** January first, short. */
  readonly months: readonly string[];
  readonly units: readonly [day: string, hour: string, minute: string];
  readonly underMinute: string;
  readonly rules: Readonly<Record<Rule, string>>;
  readonly midnight: string;
  readonly sexes: Readonly<Record<Sex, string>>;
  readonly provenance: Readonly<Record<Provenance, string>>;
  readonly relations: Readonly<Record<Relation, string>>;
  /** The mark of an element in a cell of a small board, or nothing where none is short enough. */
  readonly cellMark: (element: string) => string;
  /** How a board lies, where its frame has no room for letters. */
  readonly orientation: (northUp: boolean) => string;
  /** The headings of tables. */
  readonly heads: Readonly<
    Record<
      | Column
      | "hours"
      | "pair"
      | "star"
      | "half"
      | "apparent"
      | "begins"
      | "at"
      | "sun"
      | "term"
      | "clock"
      | "universal"
      | "doubt"
      | "fortune"
      | "epoch"
      | "weatherYears"
      | "direction"
      | "starCentre"
      | "starEarth"
      | "centreEarth"
      | "rule"
      | "breaks"
      | "from"
      | "until"
      | "relation"
      | "nayin"
      | "hidden"
      | "wrong",
      string
    >
  >;
  /** What is said of another clock, by its offset and the longitude. */
  readonly clocks: Readonly<
    Record<
      Reading["clock"],
      { readonly label: string; readonly note: (offset: string, longitude: string) => string }
    >
  >;
  readonly calendar: string;
  readonly calendars: (julian: string) => string;
  /** In which calendar the dates of a table are. */
  readonly datesIn: Readonly<Record<Calendar, string>>;
  readonly lunar: {
    /** The heading of its line and of its column. */
    readonly label: string;
    /** In full, with the pair of its year. */
    readonly inFull: (day: LunarDay, pair: string) => string;
    /** In a column. */
    readonly short: (day: LunarDay) => string;
  };
  readonly timeUnknown: string;
  /** Over what a date without a time means from an instant on. */
  readonly from: (time: string) => string;
  readonly changes: (times: string) => string;
  readonly asked: string;
  readonly season: string;
  readonly next: string;
  /** The place in the half of the year. */
  readonly place: (half: string, day: number, apparent: string) => string;
  /** A day on which the qi field stands still, after the word for it. */
  readonly held: (word: string) => string;
  readonly outside: string;
  readonly span: (from: number, to: number) => string;
  readonly since: (moment: string) => string;
  readonly in: (span: string) => string;
  readonly dayFrom: (boundary: string) => string;
  readonly hangs: (about: string, term: string, error: string) => string;
  /** What the afflictions stand on, and when the last of them ends. */
  readonly afflictionNote: (end: string) => string;
  readonly ratHour: string;
  readonly daysOf: (month: string, zone: string, rule: string) => string;
  readonly termsOf: (years: string, zone: string) => string;
  readonly yearStar: string;
  readonly starOfDays: (rule: string) => string;
  readonly unwrapped: string;
  readonly born: (moment: string, zone: string) => string;
  readonly weatherYear: (year: number, pair: string) => string;
  readonly bornEarly: (civilYear: number, weatherYear: number) => string;
  readonly birthDoubt: string;
  readonly destinyStar: (star: string) => string;
  readonly femaleStar: (star: string) => string;
  readonly mansions: (sex: string, number: number) => string;
  readonly directionNotes: readonly string[];
  readonly voidBranches: (branches: string) => string;
  readonly age: (years: number, months: number, days: number) => string;
  readonly luck: (luck: LuckWords) => string;
  readonly boardOf: (star: string, cell: string, descending: boolean, next: string) => string;
  readonly compare: {
    readonly title: (year: number, zone: string) => string;
    readonly requirements: Readonly<Record<RequirementId, string>>;
    readonly holdsNot: string;
    readonly kept: string;
    readonly broken: (count: number) => string;
    readonly none: string;
    readonly days: (count: number) => string;
    readonly breaks: string;
    readonly daysOfBreaks: string;
    readonly fromTo: (before: string, after: string) => string;
    readonly problems: Readonly<Record<Problem, (wrong: Wrong) => string>>;
    readonly forDays: (problem: string, days: number) => string;
  };
  /** How much a calendar holds. */
  readonly events: (count: number) => string;
  readonly page: {
    readonly settings: (zone: string, rule: string) => string;
    readonly month: (month: string) => string;
    readonly boards: string;
    readonly afflictions: string;
    readonly held: string;
  };
}

/** How an explanation says why a value is what it is. */
export interface ExplainTexts {
  readonly title: (moment: string, zone: string, rule: string) => string;
  readonly fields: Readonly<Record<Fact["field"], string>>;
  readonly zone: (date: string, zone: string, boundary: string) => string;
  readonly term: (now: TermWords, next: TermWords) => string;
  readonly yearPillar: (weatherYear: number, toCome: number | undefined) => string;
  readonly monthPillar: (month: number) => string;
  readonly dayPillar: (jdn: number, pair: number) => string;
  readonly hourPillar: (late: boolean, midnight: boolean) => string;
  readonly yearStar: (weatherYear: number) => string;
  readonly monthStar: (month: number, weatherYear: number) => string;
  readonly hourStar: (half: string, forward: boolean, by: HourHalf, group: number) => string;
  readonly fortune: (epoch: string, from: number, to: number) => string;
  /** How a run of days began, by its cause: the day, the term with its instant, the half. */
  readonly openings: Readonly<
    Record<
      "solstice" | "term" | "jia-rat" | "nearest-jia-rat" | "leap",
      (on: string, term: string, half: string) => string
    >
  >;
  readonly goes: (forward: boolean) => string;
  readonly counted: (
    origin: string,
    jiaRat: boolean,
    star: string,
    days: number | "held",
  ) => string;
  readonly seasonResult: (half: string, day: number, apparent: string, held: boolean) => string;
  readonly season: (term: string, opened: string, day: number, held: boolean) => string;
  readonly doubts: Readonly<Record<Doubt["about"], readonly [name: string, words: string]>>;
  readonly doubt: (term: TermWords, words: string) => string;
  readonly provenance: Readonly<Record<Provenance, string>>;
  readonly source: (provenance: string, source: string) => string;
  readonly rules: Readonly<Record<Rule, string>>;
  readonly byRule: (source: string, rule: string) => string;
  readonly sources: Readonly<
    Record<Exclude<Fact["field"], "stars.day" | "season"> | "season" | "held", string>
  >;
}

/** A solar term in the words of a language. */
export interface TermWords {
  readonly name: string;
  readonly longitude: number;
  readonly at: string;
  readonly error: string;
}
