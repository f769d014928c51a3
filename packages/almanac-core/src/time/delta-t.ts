import { checkNumber } from "../errors/check.ts";
import { interpolate } from "../number/interpolate.ts";
import { entry } from "../values/entry.ts";
import { jdnOf, UNIX_EPOCH_JDN } from "./civil-date.ts";
import {
  ANNUAL,
  ANNUAL_FROM,
  LEAP_SECONDS,
  LEAP_SECONDS_KNOWN_UNTIL,
  SPLINE,
  SPLINE_END,
} from "./delta-t-table.ts";
import { DAY, SECONDS_PER_DAY } from "./units.ts";

const UNIX_EPOCH_JD = UNIX_EPOCH_JDN - 0.5;
/** TT - UTC when UTC began in its present form, 1972-01-01, seconds. */
const FIRST_UTC_OFFSET = 42.184;
/** The spline rests on occultations only; over these years it is led to the values from atomic time. */
const LEAD_IN = 10;

/** Each leap second: the Julian date in TT from which it counts, and TT - UTC from then on, seconds. */
const UTC_STEPS = /*#__PURE__*/ LEAP_SECONDS.map(([year, month], index) => {
  const offset = FIRST_UTC_OFFSET + index;
  return { jdTT: jdnOf({ year, month, day: 1 }) - 0.5 + offset / SECONDS_PER_DAY, offset };
});
const LAST_UTC_OFFSET = FIRST_UTC_OFFSET + LEAP_SECONDS.length - 1;

/** The decimal Gregorian year of a Julian date. */
export function decimalYear(jd: number): number {
  return 2000 + (jd - 2451544.5) / 365.2425;
}

/**
 * ΔT, seconds: what a clock in terrestrial time is ahead of universal time. Before 1972 of UT1
 * (spline from -720, parabola before), until the last announcement of the IERS of UTC with its leap
 * seconds, after it of the smooth prediction of the authors of the spline.
 */
export function deltaT(jdTT: number): number {
  checkNumber("jdTT", jdTT, "Give a Julian date in terrestrial time.");
  return differenceAt(jdTT);
}

function differenceAt(jdTT: number): number {
  const year = decimalYear(jdTT);
  if (jdTT < entry(UTC_STEPS, 0).jdTT)
    return year < ANNUAL_FROM ? beforeAtomicTime(year) : annual(year);
  if (year < LEAP_SECONDS_KNOWN_UNTIL) return utcOffset(jdTT);
  const gap = predicted(LEAP_SECONDS_KNOWN_UNTIL) - LAST_UTC_OFFSET;
  const closed = Math.min(1, (year - LEAP_SECONDS_KNOWN_UNTIL) / 100);
  return predicted(year) - gap * (1 - closed);
}

/**
 * Unix milliseconds of a Julian date in terrestrial time, rounded to one.
 * @throws AlmanacError `argument-invalid`
 */
export function unixOfTT(jdTT: number): number {
  checkNumber("jdTT", jdTT, "Give a Julian date in terrestrial time.");
  return Math.round((jdTT - UNIX_EPOCH_JD) * DAY - differenceAt(jdTT) * 1000);
}

/**
 * The Julian date in terrestrial time of Unix milliseconds; the inverse of {@link unixOfTT}.
 * @throws AlmanacError `argument-invalid`
 */
export function ttOfUnix(instant: number): number {
  checkNumber("instant", instant, "Give Unix milliseconds.");
  const jd = instant / DAY + UNIX_EPOCH_JD;
  const near = jd + differenceAt(jd) / SECONDS_PER_DAY;
  return jd + differenceAt(near) / SECONDS_PER_DAY;
}

/**
 * The standard error of ΔT, seconds. 0 where UTC is known; before 1800, from table 1 of Morrison and
 * Stephenson (2004), then what the spline and the Astronomical Almanac differ by; after, the random walk of Huber (2006) from 2027 on.
 */
export function deltaTError(year: number): number {
  checkNumber("year", year);
  if (year >= LEAP_SECONDS_KNOWN_UNTIL) {
    const years = year - LEAP_SECONDS_KNOWN_UNTIL;
    return 0.36525 * years * Math.sqrt(((years * 0.058) / 3) * (1 + years / 2500)) + 0.5;
  }
  return interpolate(DELTA_T_ERRORS, year);
}

const DELTA_T_ERRORS: readonly (readonly [number, number])[] = [
  [-1000, 640],
  [-700, 390],
  [-500, 430],
  [0, 260],
  [500, 140],
  [800, 80],
  [1000, 55],
  [1300, 20],
  [1600, 20],
  [1700, 5],
  [1800, 1.5],
  [1900, 1],
  [1950, 0.7],
  [1955, 0.3],
  [1972, 0.1],
  [1972.01, 0],
];

function beforeAtomicTime(year: number): number {
  const lead =
    (spline(ANNUAL_FROM) - (ANNUAL[0] ?? 0)) * Math.max(0, 1 - (ANNUAL_FROM - year) / LEAD_IN);
  return spline(year) - lead;
}

function spline(year: number): number {
  const next = SPLINE.findIndex(([from]) => from > year);
  const index = next < 0 ? SPLINE.length - 1 : next - 1;
  const piece = SPLINE[index];
  if (piece === undefined) return parabola(year) + jointToSpline();
  const [from, a, b, c, d] = piece;
  const x = (year - from) / ((SPLINE[index + 1]?.[0] ?? SPLINE_END) - from);
  return a + x * (b + x * (c + x * d));
}

/** The long-term trend of the same authors. */
function parabola(year: number): number {
  return -320 + 32.5 * ((year - 1825) / 100) ** 2;
}

/** What makes the parabola meet the beginning of the spline. */
function jointToSpline(): number {
  const [year, deltaTThere] = entry(SPLINE, 0);
  return deltaTThere - parabola(year);
}

function annual(year: number): number {
  const index = Math.floor(year) - ANNUAL_FROM;
  const before = ANNUAL[index] ?? FIRST_UTC_OFFSET;
  const after = ANNUAL[index + 1] ?? before;
  return before + (year - Math.floor(year)) * (after - before);
}

function utcOffset(jdTT: number): number {
  return UTC_STEPS.findLast((step) => jdTT >= step.jdTT)?.offset ?? FIRST_UTC_OFFSET;
}

/** The published prediction to 2500 as a cubic, and the parabola that continues it. */
function predicted(year: number): number {
  const t = year - 2000;
  if (t >= 500) return 42.5 + 32.5 * (t / 100) ** 2;
  return 64 + t * (521 / 3000 + t * (1 / 1250 + (t * 121) / 30_000_000));
}
