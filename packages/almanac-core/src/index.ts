/**
 * Nine Stars, stems and branches and the 24 weather periods, as pure functions over plain data.
 *
 * @packageDocumentation
 */
export { createAlmanac } from "./almanac.ts";
export type { Almanac, DoubleHour } from "./almanac.ts";
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
export type { DayRecord, Doubt, Half, Pillars, SeasonDay, Stars } from "./day-record.ts";
export type { Birth, ComparedMansions, Destiny } from "./destiny.ts";
export { readDirections } from "./directions.ts";
export type { Contradiction, DirectionReading } from "./directions.ts";
export { eightMansions, femaleStar, MANSION_RANK } from "./eight-mansions.ts";
export type { EightMansions, Mansion, Sex } from "./eight-mansions.ts";
export { AlmanacError } from "./errors.ts";
export type { AlmanacErrorCode, AlmanacErrorDetails } from "./errors.ts";
export type { Explanation, ExplanationStep, Provenance } from "./explain.ts";
export { fortuneOfYear } from "./fortunes.ts";
export type { Epoch, Fortune } from "./fortunes.ts";
export { board, DIRECTIONS, EARTH_QI, fly, SOUTH_UP } from "./luoshu/board.ts";
export type { Board, Cell, Direction, Flight } from "./luoshu/board.ts";
export { relation } from "./luoshu/element.ts";
export type { Relation } from "./luoshu/element.ts";
export { star, STARS } from "./luoshu/star.ts";
export type { Colour, Element, Star } from "./luoshu/star.ts";
export { LANGUAGES, namesOf, pairName, parseLanguage, periodName } from "./names/languages.ts";
export type { CharacterNames, Language, Names, StarNames } from "./names/names.ts";
export { DAY_BOUNDARIES, RULES } from "./options.ts";
export type {
  AlmanacOptions,
  AlmanacSettings,
  DayBoundary,
  HourHalf,
  Rule,
  School,
} from "./options.ts";
export { REQUIREMENTS } from "./requirements.ts";
export type { RequirementId, RequirementReport, Violation } from "./requirements.ts";
export { hourStar, monthStar, yearStar } from "./stars/cyclic.ts";
export { ordinalOf, solarTerm } from "./sun/solar-term.ts";
export type { SolarTerm } from "./sun/solar-term.ts";
export type { WeatherPeriod } from "./sun/weather-period.ts";
export {
  dateOfJdn,
  formatDate,
  isCivilDate,
  jdnOfDate,
  NOON,
  parseDate,
} from "./time/civil-date.ts";
export type { CivilDate, CivilTime } from "./time/civil-date.ts";
export { deltaT, deltaTError } from "./time/delta-t.ts";
export { HO_CHI_MINH } from "./time/ho-chi-minh.ts";
export { fixedZone, parseZone, UTC, zoneFromOffsets } from "./time/make-zone.ts";
export type { ZoneSpan } from "./time/make-zone.ts";
export { FIRST_YEAR, LAST_YEAR } from "./time/years.ts";
export { offsetAt } from "./time/zone.ts";
export type { Zone, ZoneTransition, ZoneValidity } from "./time/zone.ts";
