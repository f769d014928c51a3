import { AlmanacError, parseZone, zoneFromOffsets, type Zone } from "almanac-core";

import { CliError } from "../errors/cli-error.ts";

/** What `longOffset` writes: `GMT`, `GMT+08:00`, `GMT-00:30:20`. */
const OFFSET = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** Seconds east of Greenwich that the clock of a zone of the host's database showed. */
function offsetReader(id: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en", { timeZone: id, timeZoneName: "longOffset" });
  return (instant) => {
    const text = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value;
    const match = OFFSET.exec(text ?? "");
    if (match === null) throw new Error(`the offset ${text} of ${id} cannot be read`);
    const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
    const offset = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return sign === "-" ? -offset : offset;
  };
}

/** What people call a zone that the database knows by another city. */
const CITIES: ReadonlyMap<string, string> = new Map([
  ["hanoi", "Asia/Ho_Chi_Minh, or +07:00 for the North from 1960-01-01 to 1975-06-13"],
  ["saigon", "Asia/Ho_Chi_Minh"],
  ["beijing", "Asia/Shanghai"],
  ["peking", "Asia/Shanghai"],
]);

function unknownZone(id: string, place: string, cause: unknown): CliError {
  const city = id.split("/").at(-1)?.toLowerCase() ?? "";
  const known = CITIES.get(city.replaceAll(/[\s_-]/g, ""));
  const near =
    known ?? Intl.supportedValuesOf("timeZone").find((zone) => zone.toLowerCase().includes(city));
  return new CliError(
    "no such time zone",
    {
      code: "zone-unknown",
      place,
      value: id,
      hint: `Give an IANA name such as ${near ?? "Asia/Tokyo"}, an offset such as +07:00, or UTC.`,
    },
    cause,
  );
}

/**
 * The time zone of a name. Offsets, UTC and the default zone need no database;
 * the history of the others comes from the host's, read once for the span of years.
 */
export function resolveZone(
  id: string,
  years: { readonly from: number; readonly to: number },
  place = "zone",
): Zone {
  try {
    return parseZone(id);
  } catch (error) {
    if (!(error instanceof AlmanacError)) throw error;
  }
  let offsetAt: (instant: number) => number;
  try {
    offsetAt = offsetReader(id);
  } catch (error) {
    throw unknownZone(id, place, error);
  }
  return zoneFromOffsets(id, offsetAt, years);
}
