// An ambient declaration cannot be imported; packages that type-check this source need it too.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="../term/astronomia-types.d.ts" />
import { deltaTError, unixOfTT } from "almanac-core";
import { newMoon as jdOfNewMoon } from "astronomia/moonphase";

import { refuseUnlessWhole } from "./whole.ts";

/** A conjunction of Moon and Sun in apparent ecliptic longitude. */
export interface NewMoon {
  /** Which one: 0 is the new moon of 2000-01-06, 1 the next; negative before. */
  readonly lunation: number;
  /** The Julian date in terrestrial time. */
  readonly jdTT: number;
  /** Unix milliseconds: UTC from 1972 on, universal time (UT1) before. */
  readonly instant: number;
  /** The stated error of `instant`, seconds: that of the Moon's place and that of ΔT. */
  readonly error: number;
  /** Within how many seconds of midnight its day is in doubt: the Moon's error and twice that of ΔT. */
  readonly margin: number;
}

/** Lunations a Julian year (Meeus, Astronomical Algorithms, 49.2). */
const LUNATIONS_A_YEAR = 12.3685;

/** The new moons from the year -1000 up to the first of 4001, which ends the last lunar year. */
const FIRST_LUNATION = -37_105;
const LAST_LUNATION = 24_750;

/**
 * The greatest difference from the theory of `tyme4ts` (ELP/MPP02 shortened) up to each year, seconds,
 * rounded up. A test measures it again.
 */
const MOON_ERRORS: readonly (readonly [until: number, seconds: number])[] = [
  [-500, 135],
  [500, 110],
  [1000, 70],
  [1500, 40],
  [2500, 25],
  [3000, 40],
  [Infinity, 80],
];

/**
 * The new moon of a lunation, by the series of Meeus (Astronomical Algorithms, chapter 49): within 20 s
 * from 1645 to 2200, and as far off as `error` says elsewhere.
 *
 * @param lunation - whole, -37105 (the year -1000) .. 24750 (the year 4001)
 * @throws AlmanacError `argument-invalid`
 */
export function newMoon(lunation: number): NewMoon {
  refuseUnlessWhole("lunation", lunation, FIRST_LUNATION, LAST_LUNATION);
  const year = yearOf(lunation);
  const jdTT = jdOfNewMoon(year);
  const [, seconds = Number.NaN] = MOON_ERRORS.find(([until]) => year < until) ?? [];
  const clock = deltaTError(year);
  const [error, margin] = [seconds + clock, seconds + 2 * clock];
  return { lunation, jdTT, instant: unixOfTT(jdTT), error, margin };
}

/** The decimal year of a lunation, right to a day or two: the series looks for the nearest new moon. */
function yearOf(lunation: number): number {
  return 2000 + lunation / LUNATIONS_A_YEAR;
}

/** A lunation that begins within a few days of an instant in Unix milliseconds. */
export function lunationNear(instant: number): number {
  const [first, month] = [newMoon(0).instant, 29.530588861 * 86_400_000];
  return Math.round((instant - first) / month);
}
