import { modulo } from "../number/modulo.ts";
import { apparentLongitude, approximateMotion } from "./apparent-longitude.ts";

const TURN = 2 * Math.PI;
/** The mean tropical year, days. */
const YEAR = 365.24219;
/** A Slight Cold near which the others are counted: 2000-01-06, and its ordinal. */
const EPOCH = 2451549.54;
const EPOCH_ORDINAL = 48000;

/**
 * Days. After a step of the whole theory that is no longer, what remains is under 0.1 s: the rate is
 * that of the approximate theory, right to 8 parts in 10,000. Within centuries of 2000 one step does.
 */
const LAST_STEP = 0.0015;

/** The longitude of the Sun at a solar term, degrees. */
export function longitudeOf(ordinal: number): number {
  const k = modulo(ordinal, 24);
  return (285 + 15 * k) % 360;
}

/**
 * The Julian date in terrestrial time of a solar term, by its ordinal (`24 * year + k`).
 * Two steps of the approximate theory, whose start is two days off at most, then the whole theory.
 */
export function computedTerm(ordinal: number): number {
  const longitude = (longitudeOf(ordinal) / 360) * TURN;
  let time = EPOCH + ((ordinal - EPOCH_ORDINAL) * YEAR) / 24;
  let rate = 0;
  for (let step = 0; step < 2; step++) {
    const motion = approximateMotion(time);
    rate = motion.rate;
    time += nearestTurn(longitude - motion.longitude) / rate;
  }
  let correction: number;
  do {
    correction = nearestTurn(longitude - apparentLongitude(time)) / rate;
    time += correction;
  } while (Math.abs(correction) > LAST_STEP);
  return time;
}

function nearestTurn(angle: number): number {
  return angle - TURN * Math.round(angle / TURN);
}
