import { ERA } from "../cycle/eras.ts";
import { checkWhole } from "../errors/check.ts";
import { mod9 } from "../number/modulo.ts";

/**
 * The star of a weather month: the Jia-Rat month of the first year of the era is 1, each later one less.
 * @param month - 1 the Tiger month .. 12 the Ox month
 * @throws AlmanacError `argument-invalid`
 */
export function monthStar(weatherYear: number, month: number): number {
  checkWhole("weatherYear", weatherYear);
  checkWhole("month", month, 1, 12);
  return starOfMonth(weatherYear, month);
}

/** {@link monthStar} without its checks. */
export function starOfMonth(weatherYear: number, month: number): number {
  return mod9(1 - (12 * (weatherYear - ERA) + month + 1));
}
