// The package `astronomia` ships no types; these are the three parts of it that are used.

declare module "astronomia/data/vsop87Dearth" {
  /** Amplitude, phase in radians, frequency in radians per Julian millennium; some are text. */
  type Term = readonly [number | string, number | string, number | string];
  /** The theory VSOP87D for the Earth: series by power of time. L is heliocentric longitude. */
  const earth: { readonly L: Readonly<Record<string, readonly Term[]>> };
  export default earth;
}

declare module "astronomia/nutation" {
  /** Nutation in longitude and in obliquity, radians, at a Julian date in terrestrial time. */
  export function nutation(jde: number): [longitude: number, obliquity: number];
}

declare module "astronomia/moonphase" {
  /** The Julian date in terrestrial time of the new moon nearest to a decimal year. */
  export function newMoon(year: number): number;
}
