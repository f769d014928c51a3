import { apparentLongitude, approximateMotion } from "./apparent-longitude.ts";

const TURN = 2 * Math.PI;
/** The mean tropical year, days. */
const YEAR = 365.24219;
/** A Slight Cold near which the others are counted: 2000-01-06, and its ordinal. */
const EPOCH = 2451549.54;
const EPOCH_ORDINAL = 48000;

/** The longitude of the Sun at a weather period, degrees. */
export function longitudeOf(ordinal: number): number {
  const k = ((ordinal % 24) + 24) % 24;
  return (285 + 15 * k) % 360;
}

/**
 * The Julian date in terrestrial time of a weather period, by its ordinal (`24 * year + k`).
 * Two steps of the approximate theory, whose start is two days off at most, and one with the whole
 * theory are enough: the remaining 2″ times the error of the rate is under a millisecond.
 */
export function termTime(ordinal: number): number {
  const longitude = (longitudeOf(ordinal) / 360) * TURN;
  let time = EPOCH + ((ordinal - EPOCH_ORDINAL) * YEAR) / 24;
  let rate = 0;
  for (let step = 0; step < 2; step++) {
    const motion = approximateMotion(time);
    rate = motion.rate;
    time += nearestTurn(longitude - motion.longitude) / rate;
  }
  return time + nearestTurn(longitude - apparentLongitude(time)) / rate;
}

function nearestTurn(angle: number): number {
  return angle - TURN * Math.round(angle / TURN);
}
