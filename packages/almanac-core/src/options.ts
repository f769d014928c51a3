import type { AlmanacErrorCode } from "./errors/almanac-error.ts";
import { checkChoice, checkFields, checkObject } from "./errors/check.ts";
import { HO_CHI_MINH } from "./time/ho-chi-minh.ts";
import { checkedZone, type Zone } from "./time/zone.ts";
import { deepFreeze } from "./values/freeze.ts";

/** How the star of a day is counted; see the README for what each stands on. */
export type Rule = "season" | "books" | "nearest" | "interpolated";

/** Every rule, the default first. */
export const RULES: readonly Rule[] = /*#__PURE__*/ deepFreeze([
  "season",
  "books",
  "nearest",
  "interpolated",
]);

/** When a day begins: at midnight, or at 23:00 with the Rat hour. */
export type DayBoundary = "midnight" | "23:00";

/** Every day boundary, the default first. */
export const DAY_BOUNDARIES: readonly DayBoundary[] = /*#__PURE__*/ deepFreeze([
  "midnight",
  "23:00",
]);

/** What schools of the rule `nearest` disagree about. */
export interface School {
  /**
   * The last pair index of the solstice day that still turns at the Jia-Rat day before it;
   * a later one turns at the Jia-Rat day after it. Default 29.
   */
  readonly lastBefore: 28 | 29;
  /**
   * Where two turns are 240 days apart, the second moves 30 days earlier to the Jia-Horse day
   * and starts at 7 up or 3 down. Default true.
   */
  readonly leap: boolean;
}

/** What decides the direction of the hour stars: the solstice day, or the direction of the day's own star. */
export type HourHalf = "solstice" | "day";

/** The settings of an almanac, every one stated in its records or its explanation. */
export interface AlmanacSettings {
  /** Default: Asia/Ho_Chi_Minh, the authors' zone. */
  readonly zone: Zone;
  /** Default: `season`. */
  readonly rule: Rule;
  /** The school of the rule `nearest`; other rules ignore it. */
  readonly school: School;
  /** Default: `midnight`. */
  readonly dayBoundary: DayBoundary;
  /** Default: `solstice`. */
  readonly hourHalf: HourHalf;
}

/** What a caller may say; the rest is the default. */
export type AlmanacOptions = Partial<Omit<AlmanacSettings, "school">> & {
  /** What is left out of the school is its default. */
  readonly school?: Partial<School>;
};

const HOUR_HALVES: readonly HourHalf[] = ["solstice", "day"];
const FIELDS = ["zone", "rule", "school", "dayBoundary", "hourHalf"];

/**
 * Fills in the defaults; what comes back shares nothing with what was given.
 * @throws AlmanacError `argument-invalid`, `rule-unknown`, `school-invalid`, `option-unknown`, `zone-invalid`
 */
export function settingsOf(options: AlmanacOptions): AlmanacSettings {
  const hint = 'Give an object such as { rule: "books" }, or nothing for the defaults.';
  checkObject("options", options, hint);
  checkFields("options", options, FIELDS);
  const { zone = HO_CHI_MINH, rule = "season", school = {} } = options;
  const { dayBoundary = "midnight", hourHalf = "solstice" } = options;
  return {
    zone: checkedZone(zone),
    rule: oneOf("rule", rule, RULES, "rule-unknown"),
    school: schoolOf(school),
    dayBoundary: oneOf("dayBoundary", dayBoundary, DAY_BOUNDARIES, "option-unknown"),
    hourHalf: oneOf("hourHalf", hourHalf, HOUR_HALVES, "option-unknown"),
  };
}

function schoolOf(school: Partial<School>): School {
  checkObject("school", school, "Give { lastBefore: 29, leap: true }.", "school-invalid");
  checkFields("school", school, ["lastBefore", "leap"]);
  const { lastBefore = 29, leap = true } = school;
  return {
    lastBefore: oneOf("school.lastBefore", lastBefore, [28, 29], "school-invalid"),
    leap: oneOf("school.leap", leap, [true, false], "school-invalid"),
  };
}

function oneOf<T>(place: string, value: T, choices: readonly T[], code: AlmanacErrorCode): T {
  checkChoice(place, value, choices, code);
  return value;
}
