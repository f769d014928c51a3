import { ERA } from "../cycle/eras.ts";
import { checkWhole } from "../errors/check.ts";
import { mod9 } from "../number/modulo.ts";

/**
 * The star of a weather year: 1 in 604, then one less each year; the same for everyone born in it.
 * Source: the table "Jia-Rat round with three epochs".
 * @throws AlmanacError `argument-invalid`
 */
export function yearStar(weatherYear: number): number {
  checkWhole("weatherYear", weatherYear);
  return starOfYear(weatherYear);
}

/** {@link yearStar} without its check. */
export function starOfYear(weatherYear: number): number {
  return mod9(1 - (weatherYear - ERA));
}
