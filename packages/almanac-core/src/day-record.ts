import type { Pair } from "./cycle/pair.ts";
import type { Fortune } from "./fortunes.ts";
import type { Rule } from "./options.ts";
import type { WeatherPeriod } from "./sun/weather-period.ts";
import type { CivilDate, CivilTime } from "./time/civil-date.ts";

/** The half of the year from a solstice on: the yang qi goes up, the yin qi goes down. */
export type Half = "yang" | "yin";

/** The pairs of a moment. */
export interface Pillars {
  readonly year: Pair;
  readonly month: Pair;
  readonly day: Pair;
  readonly hour: Pair;
}

/** The ruling stars of a moment, 1..9. */
export interface Stars {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
}

/** A day in the season coordinates. */
export interface SeasonDay {
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
  readonly about: "period" | "month" | "year" | "day" | "season";
  /** The weather period whose instant decides. */
  readonly period: WeatherPeriod;
}

/** All that the almanac says about one moment. */
export interface DayRecord {
  readonly date: CivilDate;
  readonly time: CivilTime;
  /** Unix milliseconds of the moment. */
  readonly instant: number;
  /** The Julian day number of `date`. */
  readonly jdn: number;
  /** The id of the zone. */
  readonly zone: string;
  readonly rule: Rule;
  /** The weather year, from Spring starts to Spring starts. */
  readonly weatherYear: number;
  /** 1 the Tiger month .. 12 the Ox month. */
  readonly weatherMonth: number;
  readonly pillars: Pillars;
  readonly stars: Stars;
  /** `null` outside the weather years 604..3914, where a half may be shorter than 180 days. */
  readonly season: SeasonDay | null;
  readonly fortune: Fortune;
  /** The weather period that the moment is in. */
  readonly period: WeatherPeriod;
  readonly nextPeriod: WeatherPeriod;
  /** Empty but for moments that the stated error can move across a boundary. */
  readonly doubts: readonly Doubt[];
}
