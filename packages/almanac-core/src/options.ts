import { AlmanacError, type AlmanacErrorCode } from "./errors.ts";
import { HO_CHI_MINH } from "./time/ho-chi-minh.ts";
import { checkZone, type Zone } from "./time/zone.ts";

/** How the star of a day is counted; see the README for what each stands on. */
export type Rule = "season" | "books" | "nearest" | "interpolated";

/** Every rule, the default first. */
export const RULES: readonly Rule[] = ["season", "books", "nearest", "interpolated"];

/** When a day begins: at midnight, or at 23:00 with the Rat hour. */
export type DayBoundary = "midnight" | "23:00";

/** Every day boundary, the default first. */
export const DAY_BOUNDARIES: readonly DayBoundary[] = ["midnight", "23:00"];

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
export interface AlmanacOptions {
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
export type AlmanacSettings = Partial<Omit<AlmanacOptions, "school">> & {
  /** What is left out of the school is its default. */
  readonly school?: Partial<School>;
};

/**
 * Fills in the defaults.
 * @throws AlmanacError `rule-unknown`, `school-invalid`, `option-unknown`, `zone-invalid`
 */
export function optionsOf(settings: AlmanacSettings): AlmanacOptions {
  const { lastBefore = 29, leap = true } = settings.school ?? {};
  return {
    zone: checkZone(settings.zone ?? HO_CHI_MINH),
    rule: oneOf("rule", settings.rule ?? "season", RULES, "rule-unknown"),
    school: {
      lastBefore: oneOf("school.lastBefore", lastBefore, [28, 29], "school-invalid"),
      leap: oneOf("school.leap", leap, [true, false], "school-invalid"),
    },
    dayBoundary: oneOf(
      "dayBoundary",
      settings.dayBoundary ?? "midnight",
      DAY_BOUNDARIES,
      "option-unknown",
    ),
    hourHalf: oneOf(
      "hourHalf",
      settings.hourHalf ?? "solstice",
      ["solstice", "day"],
      "option-unknown",
    ),
  };
}

function oneOf<T>(place: string, value: T, choices: readonly T[], code: AlmanacErrorCode): T {
  if (choices.includes(value)) return value;
  throw new AlmanacError("not one of the choices", {
    code,
    place,
    value: String(value),
    cure: `Give one of: ${choices.join(", ")}.`,
  });
}
