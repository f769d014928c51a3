import { checkPair } from "../cycle/pairs.ts";
import { checkChoice, checkWhole } from "../errors/check.ts";
import { mod9 } from "../luoshu/star.ts";
import type { Half } from "../record/day-record.ts";
import { entry } from "../values/entry.ts";

/** The year of the Sui king's accession, with which the era of 180 years begins. */
export const ERA = 604;

/**
 * The star of a weather year: 1 in 604, then one less each year; the same for everyone born in it.
 * Source: the table "Jia-Rat round with three epochs".
 */
export function yearStar(weatherYear: number): number {
  checkWhole("weatherYear", weatherYear);
  return starOfYear(weatherYear);
}

/** The same for a year that is known to be one. */
export function starOfYear(weatherYear: number): number {
  return mod9(1 - (weatherYear - ERA));
}

/**
 * The star of a weather month: the Jia-Rat month of the first year of the era is 1, each later one less.
 * @param month - 1 the Tiger month .. 12 the Ox month
 */
export function monthStar(weatherYear: number, month: number): number {
  checkWhole("weatherYear", weatherYear);
  checkWhole("month", month, 1, 12);
  return starOfMonth(weatherYear, month);
}

/** The same for numbers that are known to be right. */
export function starOfMonth(weatherYear: number, month: number): number {
  return mod9(1 - (12 * (weatherYear - ERA) + month + 1));
}

/** The stars of the Rat hour by `branch mod 3` of the day, rising in the yang half, falling in the yin half. */
const RAT_HOUR: Readonly<Record<Half, readonly [number, number, number]>> = {
  yang: [1, 4, 7],
  yin: [9, 6, 3],
};

/**
 * The star of a double hour.
 * @param dayPair - the pair of the day whose hours are counted
 * @param hour - 0 the Rat hour .. 11 the Pig hour
 */
export function hourStar(half: Half, dayPair: number, hour: number): number {
  checkChoice("half", half, HALVES);
  checkPair(dayPair, "dayPair");
  checkWhole("hour", hour, 0, 11);
  return starOfHour(half, dayPair, hour);
}

const HALVES: readonly Half[] = ["yang", "yin"];

/** The same for values that are known to be right. */
export function starOfHour(half: Half, dayPair: number, hour: number): number {
  const rat = entry(RAT_HOUR[half], dayPair % 3);
  return mod9(half === "yang" ? rat + hour : rat - hour);
}
