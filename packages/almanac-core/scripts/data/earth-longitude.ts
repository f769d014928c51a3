import earth from "astronomia/data/vsop87Dearth";

/**
 * The text of src/term/data/earth-longitude.generated.ts: of the theory that astronomia ships, the
 * longitude only. Latitude and distance are two thirds of that file, and solar terms need neither.
 */
export function earthLongitudeSource(): string {
  const powers = Object.entries(earth.L)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, terms]) =>
      terms.map((term) => term.map(Number)).toSorted(([a = 0], [b = 0]) => b - a),
    );
  return `// Made by scripts/make-data.mjs from astronomia/data/vsop87Dearth; do not edit.

/**
 * The heliocentric longitude of the Earth, mean equinox of date: VSOP87D (Bretagnon and Francou, 1988).
 * One text for each power 0..5 of Julian millennia from J2000, one term a line: amplitude in radians,
 * phase in radians, frequency in radians a millennium; amplitudes descending.
 */
export const EARTH_LONGITUDE_TERMS: readonly string[] = [
${powers.map((terms) => `  \`${terms.map((term) => term.join(" ")).join("\n")}\`,`).join("\n")}
];
`;
}
