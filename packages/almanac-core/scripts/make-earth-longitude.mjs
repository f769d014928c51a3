// @ts-check
// Writes src/term/data/earth-longitude.generated.ts: of the theory that astronomia ships, the longitude only.
// Latitude and distance are two thirds of that file, and the weather periods need neither.
import { writeFile } from "node:fs/promises";

import earth from "astronomia/data/vsop87Dearth";

const powers = Object.entries(earth.L)
  .toSorted(([a], [b]) => Number(a) - Number(b))
  .map(([, terms]) => terms.map((term) => term.map(Number)).toSorted((a, b) => b[0] - a[0]));

const source = `// Made by scripts/make-earth-longitude.mjs from astronomia/data/vsop87Dearth; do not edit.

/**
 * The heliocentric longitude of the Earth, mean equinox of date: VSOP87D (Bretagnon and Francou, 1988).
 * One text for each power 0..5 of Julian millennia from J2000, one term a line: amplitude in radians,
 * phase in radians, frequency in radians a millennium; amplitudes descending.
 */
export const EARTH_LONGITUDE_TERMS: readonly string[] = [
${powers.map((terms) => `  \`${terms.map((term) => term.join(" ")).join("\n")}\`,`).join("\n")}
];
`;

await writeFile(new URL("../src/term/data/earth-longitude.generated.ts", import.meta.url), source);
