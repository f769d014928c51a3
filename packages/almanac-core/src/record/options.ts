import type { AlmanacErrorCode } from "../errors/almanac-error.ts";
import { checkChoice, checkFields, checkObject } from "../errors/check.ts";
import { type Rule, RULES, type School } from "../stars/day/rule.ts";
import { HOUR_HALVES, type HourHalf } from "../stars/hour.ts";
import { DAY_BOUNDARIES, type DayBoundary } from "../time/day-boundary.ts";
import { HO_CHI_MINH } from "../time/ho-chi-minh.ts";
import { parseZone } from "../time/make-zone.ts";
import { checkedZone, type Zone } from "../time/zone.ts";

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
export type AlmanacOptions = Partial<Omit<AlmanacSettings, "school" | "zone">> & {
  /** A zone, or the text of one that needs no database: `+08:00`, `UTC`, `Asia/Ho_Chi_Minh`. */
  readonly zone?: Zone | string;
  /** What is left out of the school is its default. */
  readonly school?: Partial<School>;
};

const FIELDS = ["zone", "rule", "school", "dayBoundary", "hourHalf"];

/**
 * Fills in the defaults; what comes back shares nothing with what was given.
 * @throws AlmanacError `argument-invalid`, `rule-unknown`, `school-invalid`, `option-unknown`, `zone-invalid`, `zone-unknown`
 */
export function settingsOf(options: AlmanacOptions): AlmanacSettings {
  const hint = 'Give an object such as { rule: "books" }, or nothing for the defaults.';
  checkObject("options", options, hint);
  checkFields("options", options, FIELDS);
  const { zone = HO_CHI_MINH, rule = "season", school = {} } = options;
  const { dayBoundary = "midnight", hourHalf = "solstice" } = options;
  return {
    zone: typeof zone === "string" ? parseZone(zone) : checkedZone(zone),
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
