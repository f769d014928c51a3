import { CliError } from "../errors/cli-error.ts";

/** Degrees and minutes as a map writes them: `105°51'`, `105°51′20″E`. */
const SEXAGESIMAL =
  /^([+-]?)(\d{1,3})°\s*(\d{1,2}(?:\.\d+)?)['′]?(?:\s*(\d{1,2}(?:\.\d+)?)["″])?\s*([NSEW]?)$/i;

/** What the degrees would be as a decimal number, for the cure; nothing when it is no place at all. */
function inDecimal(text: string): string | undefined {
  const match = SEXAGESIMAL.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, degrees, minutes, seconds = 0, side = ""] = match;
  const size = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
  return `${sign === "-" || /[sw]/i.test(side) ? "-" : ""}${Number(size.toFixed(4))}`;
}

function degreesOf(text: string, place: string, most: number, what: string): number {
  const degrees = /^[+-]?\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (Math.abs(degrees) <= most) return degrees;
  const decimal = inDecimal(text);
  const hint =
    decimal === undefined
      ? `Give the ${what} in decimal degrees from -${most} to ${most}, east and north of zero positive: 105.85.`
      : `Give decimal degrees: ${decimal}.`;
  throw new CliError(`not a ${what} on the Earth`, {
    code: "place-invalid",
    place,
    value: text,
    hint,
  });
}

/** The longitude of `--longitude 105.85`, degrees east of Greenwich. */
export function longitudeOf(text: string, place: string): number {
  return degreesOf(text, place, 180, "longitude");
}

/** The longitude of `--place 21.03,105.85`: latitude, then longitude. */
export function longitudeOfPlace(text: string, place: string): number {
  const [latitude, longitude, ...rest] = text.split(",");
  if (latitude === undefined || longitude === undefined || rest.length > 0) {
    throw new CliError("not a place", {
      code: "place-invalid",
      place,
      value: text,
      hint: "Give latitude and longitude with a comma between them: 21.03,105.85.",
    });
  }
  degreesOf(latitude, place, 90, "latitude");
  return degreesOf(longitude, place, 180, "longitude");
}
