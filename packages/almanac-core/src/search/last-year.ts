import type { AlmanacSettings } from "../record/options.ts";
import { SEASON_LAST_YEAR } from "../record/record.ts";
import { dateOf } from "../time/civil-date.ts";
import { jdnOfLocal } from "../time/civil-time.ts";
import { LAST_YEAR } from "../time/years.ts";

/** The last civil year of which every record can be given: by the rule, the theory and the data of the zone. */
export function lastYear({ rule, zone }: AlmanacSettings): number {
  const year = rule === "season" ? SEASON_LAST_YEAR : LAST_YEAR;
  if (zone.valid === undefined) return year;
  // The data reach a year farther than the years that were asked for, up to the first instant of the next.
  return Math.min(year, dateOf(jdnOfLocal(zone.valid.to)).year - 2);
}
