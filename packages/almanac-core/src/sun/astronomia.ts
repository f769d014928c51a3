// An ambient declaration cannot be imported; packages that type-check this source need it too.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./astronomia-types.d.ts" />
import earth from "astronomia/data/vsop87Dearth";
import { nutation } from "astronomia/nutation";

/**
 * The only module that knows the library `astronomia`. It imports two of its subpaths: the whole
 * package would cost ten times the start-up time.
 */

/** A periodic series: amplitudes in radians, phases in radians, frequencies in radians a millennium. */
export interface Series {
  readonly amplitude: Float64Array;
  readonly phase: Float64Array;
  readonly frequency: Float64Array;
}

/**
 * The heliocentric longitude of the Earth, mean equinox of date, as series for the powers 0..5 of
 * Julian millennia from J2000 (VSOP87D, Bretagnon and Francou 1988); amplitudes descending.
 */
export const EARTH_LONGITUDE: readonly Series[] = Object.entries(earth.L)
  .toSorted(([a], [b]) => Number(a) - Number(b))
  .map(([, terms]) => {
    const sorted = terms.toSorted((a, b) => Number(b[0]) - Number(a[0]));
    return {
      amplitude: Float64Array.from(sorted, (term) => Number(term[0])),
      phase: Float64Array.from(sorted, (term) => Number(term[1])),
      frequency: Float64Array.from(sorted, (term) => Number(term[2])),
    };
  });

/** Nutation in longitude, radians, IAU 1980 without its terms under 0.0003″. */
export function nutationInLongitude(jdTT: number): number {
  return nutation(jdTT)[0];
}
