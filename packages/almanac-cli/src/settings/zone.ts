import { AlmanacError, type Zone } from "almanac-core";
import { intlZone } from "almanac-core/intl";

import { CliError } from "../errors/cli-error.ts";

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
    return intlZone(id, years);
  } catch (error) {
    if (error instanceof AlmanacError && error.code === "zone-unknown")
      throw unknownZone(id, place, error);
    throw error;
  }
}
