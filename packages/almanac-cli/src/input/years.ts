import type { Context } from "../context.ts";
import { openAlmanac } from "../open-almanac.ts";
import { parseYear } from "./year.ts";

/** The civil year of an argument, or of the present in the zone when there is none. */
export function yearOrPresent({ settings, now }: Context, text: string | undefined): number {
  if (text !== undefined) return parseYear(text, "YEAR");
  return openAlmanac(settings, new Date(now).getUTCFullYear()).at(now).date.year;
}
