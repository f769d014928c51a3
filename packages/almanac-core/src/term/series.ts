// An ambient declaration cannot be imported; packages that type-check this source need it too.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./astronomia-types.d.ts" />
import { nutation } from "astronomia/nutation";

import { EARTH_LONGITUDE_TERMS } from "./data/earth-longitude.generated.ts";

/**
 * The only module that knows the library `astronomia`: its nutation, and the longitude of the Earth
 * taken from its data. Importing the package as a whole would cost ten times the start-up time.
 */

/** A periodic series: amplitudes in radians, phases in radians, frequencies in radians a millennium. */
export interface Series {
  readonly amplitude: Float64Array;
  readonly phase: Float64Array;
  readonly frequency: Float64Array;
}

/** Radians: what the amplitudes of the data are counted in. */
export const AMPLITUDE_UNIT = 1e-11;

let series: readonly Series[] | undefined;

/**
 * The heliocentric longitude of the Earth as series for the powers 0..5 of Julian millennia from
 * J2000. Read from its text on first use, then kept: a program that asks only for the years of the
 * table never pays for it.
 */
export function earthLongitude(): readonly Series[] {
  series ??= EARTH_LONGITUDE_TERMS.map((text) => {
    const terms = text.split("\n").map((line) => line.split(" ").map(Number));
    const amplitude = column(terms, 0).map((count) => count * AMPLITUDE_UNIT);
    return { amplitude, phase: column(terms, 1), frequency: column(terms, 2) };
  });
  return series;
}

/** Nutation in longitude, radians, IAU 1980 without its terms under 0.0003″. */
export function nutationInLongitude(jdTT: number): number {
  return nutation(jdTT)[0];
}

/** Nutation in obliquity, radians, by the same theory. */
export function nutationInObliquity(jdTT: number): number {
  return nutation(jdTT)[1];
}

function column(rows: readonly (readonly number[])[], index: number): Float64Array {
  return Float64Array.from(rows, (row) => row[index] ?? Number.NaN);
}
