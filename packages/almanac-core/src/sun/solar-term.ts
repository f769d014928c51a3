import type { CivilDate, CivilTime } from "../time/civil-date.ts";

/**
 * One of the 24 weather periods of a year, by the instant at which the apparent longitude of the Sun
 * reaches a multiple of 15 degrees.
 */
export interface SolarTerm {
  /**
   * `24 * year + k` with k = 0 for 285 degrees (Slight Cold, in January of that Gregorian year)
   * .. 23 for 270 degrees (Winter Solstice, in December). Odd k are middle periods.
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

/** A weather period on the clock of a zone. */
export interface WeatherPeriod extends SolarTerm {
  /** The civil date on which it begins. */
  readonly date: CivilDate;
  /** The wall clock at which it begins, to the millisecond. */
  readonly time: CivilTime;
  /** The Julian day number of its day; with the day boundary 23:00, of the day that has begun. */
  readonly day: number;
  /** Whether `date` would differ within the stated error. */
  readonly dateDoubtful: boolean;
  /** Whether the double hour would differ within the stated error. */
  readonly hourDoubtful: boolean;
}
