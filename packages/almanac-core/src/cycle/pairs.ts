import { AlmanacError } from "../errors/almanac-error.ts";
import { checkWhole } from "../errors/check.ts";
import { modulo } from "../number/modulo.ts";
import { ERA } from "./eras.ts";

/**
 * A pair of a stem and a branch, as its index 0..59 in the Jia-Rat round:
 * 0 is Jia-Rat, 59 Gui-Pig. The stem is `index mod 10`, the branch `index mod 12`.
 */
export type Pair = number;

/** The stem of a pair: 0 Jia .. 9 Gui. */
export function stemOf(pair: Pair): number {
  checkPair(pair);
  return pair % 10;
}

/** The branch of a pair: 0 Rat .. 11 Pig. */
export function branchOf(pair: Pair): number {
  checkPair(pair);
  return pair % 12;
}

/** @throws AlmanacError `pair-invalid` outside 0..59 */
export function checkPair(pair: Pair, place = "pair"): void {
  checkWhole(place, pair, 0, 59, "pair-invalid");
}

/**
 * The pair of a stem and a branch.
 * @throws AlmanacError `pair-invalid` when one is even and the other odd: the round has no such pair.
 */
export function pairOf(stem: number, branch: number): Pair {
  checkWhole("stem", stem, 0, 9, "pair-invalid");
  checkWhole("branch", branch, 0, 11, "pair-invalid");
  const pair = modulo(6 * stem - 5 * branch, 60);
  if (pair % 10 === stem && pair % 12 === branch) return pair;
  throw new AlmanacError("the round of sixty has no such pair", {
    code: "pair-invalid",
    place: "pair",
    value: `stem ${stem}, branch ${branch}`,
    hint: "Give a stem 0..9 and a branch 0..11, both even or both odd.",
  });
}

/** The pair of a civil day by its Julian day number; 2021-12-21 is Gui-Rabbit. */
export function pairOfDay(jdn: number): Pair {
  checkWhole("jdn", jdn);
  return dayPair(jdn);
}

/** {@link pairOfDay} without its check. */
export function dayPair(jdn: number): Pair {
  return modulo(jdn + 49, 60);
}

/** The pair of a weather year; 1984 is Jia-Rat. */
export function pairOfYear(year: number): Pair {
  checkWhole("year", year);
  return yearPair(year);
}

/** {@link pairOfYear} without its check. */
export function yearPair(year: number): Pair {
  return modulo(year - 4, 60);
}

/**
 * The pair of a weather month.
 * @param year - the weather year (it begins at Spring starts)
 * @param month - 1 the Tiger month .. 12 the Ox month
 */
export function pairOfMonth(year: number, month: number): Pair {
  checkWhole("year", year);
  checkWhole("month", month, 1, 12);
  return monthPair(year, month);
}

/** {@link pairOfMonth} without its checks. */
export function monthPair(year: number, month: number): Pair {
  return modulo(12 * (year - ERA) + month + 1, 60);
}

/**
 * The pair of a double hour.
 * @param jdn - the day whose hours are counted; from 23:00 the following day
 * @param hour - 0 the Rat hour (23:00 to 01:00) .. 11 the Pig hour
 */
export function pairOfHour(jdn: number, hour: number): Pair {
  checkWhole("jdn", jdn);
  checkWhole("hour", hour, 0, 11);
  return hourPair(jdn, hour);
}

/** {@link pairOfHour} without its checks. */
export function hourPair(jdn: number, hour: number): Pair {
  return modulo(12 * (jdn + 49) + hour, 60);
}
