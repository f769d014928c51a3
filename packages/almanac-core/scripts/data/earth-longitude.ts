import earth from "astronomia/data/vsop87Dearth";

import { NEGLIGIBLE } from "../../src/term/apparent-longitude.ts";
import { AMPLITUDE_UNIT } from "../../src/term/series.ts";

/** Julian millennia between J2000 and the year -1000, the one of the almanac that is farthest from it. */
const FARTHEST = 3;

/** Radians: what the missing digits of a term may change of the longitude; a hundredth of what is left out. */
const TOLERANCE = NEGLIGIBLE / 100;

/** The shortest decimal that is no farther from a number than the tolerance. */
function shortest(number: number, tolerance: number): string {
  for (let digits = 0; ; digits++) {
    const text = String(Number(number.toFixed(digits)));
    if (Math.abs(Number(text) - number) <= tolerance) return text;
  }
}

/** A term of the series of a power of time; nothing where it is negligible in every year of the almanac. */
function termText(
  power: number,
  [amplitude = 0, phase = 0, frequency = 0]: readonly number[],
): string[] {
  const greatest = amplitude * FARTHEST ** power;
  if (greatest < NEGLIGIBLE) return [];
  const tolerance = TOLERANCE / greatest;
  return [
    [
      String(Math.round(amplitude / AMPLITUDE_UNIT)),
      shortest(phase, tolerance),
      shortest(frequency, tolerance / FARTHEST),
    ].join(" "),
  ];
}

/**
 * The text of src/term/data/earth-longitude.generated.ts: of the theory that astronomia ships, the
 * longitude only, and of that what the years of the almanac can tell. Latitude and distance are two
 * thirds of that file, and solar terms need neither.
 */
export function earthLongitudeSource(): string {
  const powers = Object.entries(earth.L)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([power, terms]) =>
      terms
        .map((term) => term.map(Number))
        .toSorted(([a = 0], [b = 0]) => b - a)
        .flatMap((term) => termText(Number(power), term)),
    );
  return `// Made by scripts/make-data.mjs from astronomia/data/vsop87Dearth; do not edit.

/**
 * The heliocentric longitude of the Earth, mean equinox of date: VSOP87D (Bretagnon and Francou, 1988).
 * One text for each power 0..5 of Julian millennia from J2000, one term a line: amplitude in 1e-11
 * radians, phase in radians, frequency in radians a millennium; amplitudes descending. Phases and
 * frequencies have the digits that count within three millennia from J2000.
 */
export const EARTH_LONGITUDE_TERMS: readonly string[] = [
${powers.map((lines) => `  \`${lines.join("\n")}\`,`).join("\n")}
];
`;
}
