import type { Half } from "../cycle/halves.ts";
import { checkPair } from "../cycle/pairs.ts";
import { checkChoice, checkWhole } from "../errors/check.ts";
import { mod9 } from "../number/modulo.ts";
import { entry } from "../values/entry.ts";

/** What decides the direction of the hour stars: the solstice day, or the direction of the day's own star. */
export type HourHalf = "solstice" | "day";

/** Every way to decide it, the default first. */
export const HOUR_HALVES: readonly HourHalf[] = ["solstice", "day"];

/** The stars of the Rat hour by `branch mod 3` of the day, rising in the yang half, falling in the yin half. */
const RAT_HOUR: Readonly<Record<Half, readonly [number, number, number]>> = {
  yang: [1, 4, 7],
  yin: [9, 6, 3],
};

/**
 * The star of a double hour.
 * @param dayPair - the pair of the day whose hours are counted
 * @param hour - 0 the Rat hour .. 11 the Pig hour
 * @throws AlmanacError `argument-invalid`, `pair-invalid`
 */
export function hourStar(half: Half, dayPair: number, hour: number): number {
  checkChoice("half", half, Object.keys(RAT_HOUR));
  checkPair(dayPair, "dayPair");
  checkWhole("hour", hour, 0, 11);
  return starOfHour(half, dayPair, hour);
}

/** {@link hourStar} without its checks. */
export function starOfHour(half: Half, dayPair: number, hour: number): number {
  const rat = entry(RAT_HOUR[half], dayPair % 3);
  return mod9(half === "yang" ? rat + hour : rat - hour);
}
