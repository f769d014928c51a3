import { AlmanacError } from "../errors/almanac-error.ts";
import { checkNumber, shown } from "../errors/check.ts";
import { ttOfUnix } from "../time/delta-t.ts";
import { DAY } from "../time/units.ts";
import { apparentLongitude } from "./apparent-longitude.ts";
import { nutationInLongitude, nutationInObliquity } from "./series.ts";

const RADIANS = Math.PI / 180;
const TURN = 2 * Math.PI;
const J2000 = 2451545;
/** The Julian date of 1970-01-01T00:00. */
const UNIX_EPOCH_JD = 2440587.5;
const SECONDS_PER_RADIAN = 86_400 / TURN;
const SECONDS_PER_DEGREE = 240;

/**
 * What a sundial is ahead of mean solar time at an instant, seconds: apparent minus mean. From the Sun's
 * apparent longitude of this package, sidereal time of IAU 2006 and the obliquity with its nutation.
 * Compared with Swiss Ephemeris it is right to 0.2 s from 1900 to 2100.
 * @param instant - Unix milliseconds
 * @throws AlmanacError `argument-invalid`
 */
export function equationOfTime(instant: number): number {
  checkNumber("instant", instant, "Give Unix milliseconds.");
  const days = instant / DAY;
  const jdTT = ttOfUnix(instant);
  const t = (jdTT - J2000) / 36_525;
  const obliquity = meanObliquity(t) + nutationInObliquity(jdTT);
  const longitude = apparentLongitude(jdTT);
  const ascension = Math.atan2(Math.cos(obliquity) * Math.sin(longitude), Math.cos(longitude));
  const equinoxes = nutationInLongitude(jdTT) * Math.cos(obliquity);
  // Greenwich hour angle of the Sun, less that of the mean Sun.
  const mean = TURN * (days - Math.floor(days)) - Math.PI;
  const angle = siderealTime(days + UNIX_EPOCH_JD, t) + equinoxes - ascension - mean;
  return (angle - TURN * Math.round(angle / TURN)) * SECONDS_PER_RADIAN;
}

/** The two times that the Sun tells at a place. */
export interface SolarOffsets {
  /** Mean solar time less universal time, seconds: four minutes a degree of longitude. */
  readonly mean: number;
  /** Apparent (true) solar time less universal time, seconds: what a sundial shows. */
  readonly apparent: number;
}

/**
 * How far the clocks of the Sun are from universal time at an instant and a longitude. Use an offset as that of a
 * zone to read date, time and pillars by it.
 * @param instant - Unix milliseconds
 * @param longitude - degrees east of Greenwich, -180..180
 * @throws AlmanacError `place-invalid`, `argument-invalid`
 */
export function solarOffsets(instant: number, longitude: number): SolarOffsets {
  checkPlace("longitude", longitude, 180);
  const mean = longitude * SECONDS_PER_DEGREE;
  return { mean, apparent: mean + equationOfTime(instant) };
}

/** @throws AlmanacError `place-invalid` unless it is a number of degrees within the bound */
export function checkPlace(place: string, degrees: number, most: number): void {
  if (Number.isFinite(degrees) && Math.abs(degrees) <= most) return;
  throw new AlmanacError("not a place on the Earth", {
    code: "place-invalid",
    place,
    value: shown(degrees),
    hint: `Give decimal degrees from -${most} to ${most}, such as 105.85.`,
  });
}

/** Greenwich mean sidereal time, radians: the Earth rotation angle and the precession of IAU 2006. */
function siderealTime(jdUT: number, t: number): number {
  const rotation = 0.779057273264 + 1.0027378119113546 * (jdUT - J2000);
  const precession = 0.014506 + t * (4612.156534 + t * (1.3915817 - t * 0.00000044));
  return TURN * (rotation - Math.floor(rotation)) + (precession / 3600) * RADIANS;
}

/** The mean obliquity of the ecliptic, radians, IAU 2006. */
function meanObliquity(t: number): number {
  return ((84_381.406 - t * (46.836769 + t * (0.0001831 - t * 0.0020034))) / 3600) * RADIANS;
}
