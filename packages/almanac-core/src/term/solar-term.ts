import { AlmanacError } from "../errors/almanac-error.ts";
import { checkWhole, shown } from "../errors/check.ts";
import { interpolate } from "../number/interpolate.ts";
import { modulo } from "../number/modulo.ts";
import { decimalYear, deltaTError, unixOfTT } from "../time/delta-t.ts";
import { checkYear } from "../time/years.ts";
import { computedTerm, longitudeOf } from "./computed-term.ts";
import { tabulatedTerm } from "./table.ts";

/**
 * One of the 24 solar terms of a year, by the instant at which the apparent longitude of the Sun
 * reaches a multiple of 15 degrees.
 */
export interface SolarTerm {
  /**
   * `24 * year + k` with k = 0 for 285 degrees (Slight Cold, in January of that Gregorian year)
   * .. 23 for 270 degrees (Winter Solstice, in December). Odd k are middle terms.
   */
  readonly ordinal: number;
  /** Apparent ecliptic longitude of the Sun, degrees: 0, 15, .. 345. */
  readonly longitude: number;
  /** The Julian date in terrestrial time. */
  readonly jdTT: number;
  /** Unix milliseconds: UTC from 1972 on, universal time (UT1) before. */
  readonly instant: number;
  /** The stated error of `instant`, seconds: that of the Sun's place and that of ΔT. */
  readonly error: number;
}

/**
 * The error of the Sun's place as seconds of time by year: the greatest found against Swiss Ephemeris
 * in that epoch, rounded up; beyond 3000, where it has no data here, our estimate.
 */
const SUN_ERRORS: readonly (readonly [number, number])[] = [
  [-1000, 13],
  [0, 13],
  [500, 6],
  [1250, 6],
  [1500, 4],
  [1800, 2],
  [1900, 0.6],
  [2100, 0.6],
  [2250, 3],
  [2500, 5],
  [3000, 6],
  [4000, 20],
];

/**
 * The solar term of an ordinal; 1900 to 2100 from the table, other years computed on the spot.
 * @throws AlmanacError `year-range` outside -1000..4000
 */
export function solarTerm(ordinal: number): SolarTerm {
  checkWhole("ordinal", ordinal);
  checkYear(Math.floor(ordinal / 24), "ordinal");
  return solarTermOf(ordinal);
}

/** {@link solarTerm} for any ordinal: the first year depends on terms before it. */
export function solarTermOf(ordinal: number): SolarTerm {
  const jdTT = tabulatedTerm(ordinal) ?? computedTerm(ordinal);
  const year = decimalYear(jdTT);
  return {
    ordinal,
    longitude: longitudeOf(ordinal),
    jdTT,
    instant: unixOfTT(jdTT),
    error: interpolate(SUN_ERRORS, year) + deltaTError(year),
  };
}

/** The ordinal of the solar term that the Sun reaches at a longitude within a Gregorian year. */
export function ordinalOf(year: number, longitude: number): number {
  checkWhole("year", year);
  checkLongitude(longitude);
  return 24 * year + modulo(longitude - 285, 360) / 15;
}

/** @throws AlmanacError `argument-invalid` unless it is a multiple of 15 degrees within the turn */
export function checkLongitude(longitude: number): void {
  const whole = Number.isSafeInteger(longitude) && longitude % 15 === 0;
  if (whole && longitude >= 0 && longitude < 360) return;
  throw new AlmanacError("no solar term begins there", {
    code: "argument-invalid",
    place: "longitude",
    value: shown(longitude),
    hint: "Give the longitude of the Sun in degrees: 0, 15, .. 345.",
  });
}
