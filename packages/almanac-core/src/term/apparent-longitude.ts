import { entry } from "../values/entry.ts";
import { earthLongitude, nutationInLongitude, type Series } from "./series.ts";

const J2000 = 2451545;
const DAYS_PER_CENTURY = 36525;
const RADIANS = Math.PI / 180;
const ARCSECONDS = RADIANS / 3600;

/** A term of the theory under this many radians (0.00002″, half a millisecond of time) is left out. */
export const NEGLIGIBLE = 1e-10;
/** Enough of the theory for 2″: the orbit, the Moon's pull and the greatest of Venus and Jupiter. */
const MAIN_TERMS = 24;

/** The position of the Sun and its daily motion, radians. */
export interface SolarMotion {
  readonly longitude: number;
  readonly rate: number;
}

/** Julian centuries of terrestrial time from J2000. */
function centuriesFromJ2000(jdTT: number): number {
  return (jdTT - J2000) / DAYS_PER_CENTURY;
}

/**
 * The apparent geocentric longitude of the Sun, radians, not reduced to one turn.
 * Compared with JPL DE431 it is right to 0.02″ in 1900 to 2100; see the README for other years.
 */
export function apparentLongitude(jdTT: number): number {
  const t = centuriesFromJ2000(jdTT);
  return (
    sumOfSeries(t / 10) +
    Math.PI +
    frameCorrection(t) +
    nutationInLongitude(jdTT) +
    nutationCorrection(t) +
    aberration(t)
  );
}

/** The apparent longitude to 2″ and its rate a day to one part in 10,000; far cheaper. */
export function approximateMotion(jdTT: number): SolarMotion {
  const t = centuriesFromJ2000(jdTT);
  const tau = t / 10;
  const constant = entry(earthLongitude(), 0);
  const linear = entry(earthLongitude(), 1);
  let longitude = (linear.amplitude[0] ?? 0) * tau + Math.PI;
  let rate = linear.amplitude[0] ?? 0;
  for (const [series, factor] of [
    [constant, 1],
    [linear, tau],
  ] as const) {
    for (let i = factor === 1 ? 0 : 1; i < MAIN_TERMS; i++) {
      const amplitude = (series.amplitude[i] ?? 0) * factor;
      const frequency = series.frequency[i] ?? 0;
      const angle = (series.phase[i] ?? 0) + frequency * tau;
      longitude += amplitude * Math.cos(angle);
      rate -= amplitude * frequency * Math.sin(angle);
    }
  }
  const node = (125.04 - 1934.136 * t) * RADIANS;
  longitude += aberration(t) - 17.2 * ARCSECONDS * Math.sin(node) + squareTerm(tau);
  return { longitude, rate: rate / (10 * DAYS_PER_CENTURY) };
}

/** The secular part of the second power of time, which grows to a degree within 30 centuries. */
function squareTerm(tau: number): number {
  const square = earthLongitude()[2];
  if (square === undefined) return 0;
  return (square.amplitude[0] ?? 0) * Math.cos(square.phase[0] ?? 0) * tau * tau;
}

function sumOfSeries(tau: number): number {
  let total = 0;
  let power = 1;
  for (const series of earthLongitude()) {
    total += power * sumOfTerms(series, tau, NEGLIGIBLE / Math.abs(power));
    power *= tau;
  }
  return total;
}

function sumOfTerms({ amplitude, phase, frequency }: Series, tau: number, least: number): number {
  let sum = 0;
  for (let i = 0; i < amplitude.length; i++) {
    const a = amplitude[i] ?? 0;
    if (a < least) break;
    sum += a * Math.cos((phase[i] ?? 0) + (frequency[i] ?? 0) * tau);
  }
  return sum;
}

/**
 * From the equinox of VSOP87D to that of today's theories: the FK5 rotation (-0.09033″), the
 * difference between the precessions of IAU 1976 and IAU 2006 (0.28″ a century) and a square term.
 * The last two and the constant are our fit to Swiss Ephemeris, 1000 BC to AD 3000.
 */
function frameCorrection(t: number): number {
  return (-0.09033 + 0.0148 - 0.28 * t - 0.00795 * t * t) * ARCSECONDS;
}

/** What IAU 2000A adds to the greatest terms of the nutation of IAU 1980 (IERS Conventions 2003, 5.3a). */
function nutationCorrection(t: number): number {
  const node = (125.04452 - 1934.136261 * t) * RADIANS;
  const sun = (280.4665 + 36000.7698 * t) * RADIANS;
  const moon = (218.3165 + 481267.8813 * t) * RADIANS;
  const anomaly = meanAnomaly(t);
  return (
    (-0.0068161 * Math.sin(node) +
      0.0033386 * Math.cos(node) +
      0.0012554 * Math.sin(2 * node) +
      0.0016094 * Math.sin(2 * sun) -
      0.0013696 * Math.cos(2 * sun) -
      0.0002413 * Math.sin(2 * moon) +
      0.0049877 * Math.sin(anomaly) +
      0.0011817 * Math.cos(anomaly)) *
    ARCSECONDS
  );
}

/** The aberration of the Sun's longitude, with the distance from the elements of Meeus, chapter 25. */
function aberration(t: number): number {
  const anomaly = meanAnomaly(t);
  const eccentricity = 0.016708634 - 0.000042037 * t - 0.0000001267 * t * t;
  const trueAnomaly =
    anomaly +
    2 * eccentricity * Math.sin(anomaly) +
    1.25 * eccentricity ** 2 * Math.sin(2 * anomaly);
  const distance =
    (1.000001018 * (1 - eccentricity ** 2)) / (1 + eccentricity * Math.cos(trueAnomaly));
  return (-20.4898 * ARCSECONDS) / distance;
}

function meanAnomaly(t: number): number {
  return (357.52911 + 35999.05029 * t - 0.0001537 * t * t) * RADIANS;
}
