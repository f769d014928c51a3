export { AlmanacError } from "./errors.ts";
export type { AlmanacErrorCode, AlmanacErrorDetails } from "./errors.ts";
export type { Almanac } from "./almanac.ts";
export type { DayRecord, Doubt, Half, Pillars, SeasonDay, Stars } from "./day-record.ts";
export type { Epoch, Fortune } from "./fortunes.ts";
export { RULES } from "./options.ts";
export type { AlmanacOptions, DayBoundary, HourHalf, Rule, School } from "./options.ts";
export {
  branchOf,
  pairOf,
  pairOfDay,
  pairOfHour,
  pairOfMonth,
  pairOfYear,
  stemOf,
} from "./cycle/pair.ts";
export type { Pair } from "./cycle/pair.ts";
export type { SolarTerm, WeatherPeriod } from "./sun/solar-term.ts";
export {
  dateOfJdn,
  formatDate,
  isCivilDate,
  jdnOfDate,
  NOON,
  parseDate,
} from "./time/civil-date.ts";
export type { CivilDate, CivilTime } from "./time/civil-date.ts";
export type { Zone, ZoneTransition } from "./time/zone.ts";
