import { createAlmanac, FIRST_YEAR, LAST_YEAR, type Almanac } from "almanac-core";

import type { Settings } from "./settings/keys.ts";
import { resolveZone } from "./settings/zone.ts";

/**
 * The year of "now" is read in universal time; in the zone it may be the one before or after, and so
 * may be the year of yesterday or tomorrow.
 */
const MARGIN = 1;

/** The almanac of the settings, for the years from `first` to `last`. */
export function openAlmanac(settings: Settings, first: number, last: number = first): Almanac {
  const { rule, school, dayBoundary, hourHalf } = settings;
  const years = { from: answerable(first - MARGIN), to: answerable(last + MARGIN) };
  const zone = resolveZone(settings.zone, years, settings.zonePlace);
  return createAlmanac({ zone, rule, school, dayBoundary, hourHalf });
}

/** The nearest year for which the almanac answers; it refuses the others itself, by their date. */
function answerable(year: number): number {
  return Math.min(LAST_YEAR, Math.max(FIRST_YEAR, year));
}
