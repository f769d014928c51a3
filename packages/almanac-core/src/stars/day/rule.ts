import { deepFreeze } from "../../values/freeze.ts";

/** How the star of a day is counted; see the README for what each stands on. */
export type Rule = "season" | "books" | "nearest" | "interpolated";

/** Every rule, the default first. */
export const RULES: readonly Rule[] = /*#__PURE__*/ deepFreeze([
  "season",
  "books",
  "nearest",
  "interpolated",
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
