import { createAlmanac, type Almanac } from "almanac-core";

import type { Settings } from "./settings/keys.ts";
import { resolveZone } from "./settings/zone.ts";

/** The years around the asked ones whose solstices and switches an answer may need. */
const MARGIN = 3;

/** The almanac of the settings, for the years from `first` to `last`. */
export function openAlmanac(settings: Settings, first: number, last: number = first): Almanac {
  const { rule, school, dayBoundary, hourHalf } = settings;
  const years = { from: first - MARGIN, to: last + MARGIN };
  const zone = resolveZone(settings.zone, years, settings.zonePlace);
  return createAlmanac({ zone, rule, school, dayBoundary, hourHalf });
}
