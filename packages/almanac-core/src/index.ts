/**
 * Nine Stars, stems and branches and the 24 solar terms, as pure functions over plain data.
 *
 * @packageDocumentation
 */
export type { Half } from "./cycle/halves.ts";
export { DAY_BOUNDARIES } from "./time/day-boundary.ts";
export type { DayBoundary } from "./time/day-boundary.ts";
export { RULES } from "./stars/day/rule.ts";
export type { Rule, School } from "./stars/day/rule.ts";
export { hourStar } from "./stars/hour.ts";
export type { HourHalf } from "./stars/hour.ts";
export { monthStar } from "./stars/month.ts";
export { yearStar } from "./stars/year.ts";
export { createAlmanac } from "./almanac.ts";
export type { AfflictedSpan, Almanac, DoubleHour } from "./almanac.ts";
export {
  branchOf,
  pairOf,
  pairOfDay,
  pairOfHour,
  pairOfMonth,
  pairOfYear,
  stemOf,
} from "./cycle/pairs.ts";
export type { Pair } from "./cycle/pairs.ts";
export {
  hiddenStems,
  nayinOf,
  TEN_RELATIONS,
  tenRelation,
  voidBranches,
} from "./cycle/pillar-details.ts";
export type { TenRelation } from "./cycle/pillar-details.ts";
export type { Age, Luck } from "./person/luck.ts";
export type { DayRecord, Doubt, Pillars, SeasonDay, Stars } from "./record/day-record.ts";
export type { Birth, ComparedMansions, Destiny } from "./person/destiny.ts";
export { readDirections } from "./person/directions.ts";
export type { Contradiction, DirectionReading } from "./person/directions.ts";
export { eightMansions, femaleStar, MANSION_RANK } from "./person/eight-mansions.ts";
export type { EightMansions, Mansion, Sex } from "./person/eight-mansions.ts";
export { AlmanacError } from "./errors/almanac-error.ts";
export type { AlmanacErrorCode, AlmanacErrorDetails } from "./errors/almanac-error.ts";
export type { Cause } from "./stars/day/segment.ts";
export type {
  DayPillarFact,
  DayStarFact,
  DoubtFact,
  Explanation,
  Fact,
  FactAbout,
  FortuneFact,
  HourPillarFact,
  HourStarFact,
  MonthPillarFact,
  MonthStarFact,
  Provenance,
  SeasonFact,
  TermFact,
  YearPillarFact,
  YearStarFact,
  ZoneFact,
} from "./explain/fact.ts";
export { fortuneOfYear } from "./cycle/fortunes.ts";
export type { Epoch, Fortune } from "./cycle/fortunes.ts";
export { board, DIRECTIONS, EARTH_QI, fly, SOUTH_UP } from "./luoshu/board.ts";
export type { Board, Cell, Direction, Flight } from "./luoshu/board.ts";
export { AFFLICTIONS, afflictions } from "./luoshu/afflictions.ts";
export type { Afflicted, Affliction } from "./luoshu/afflictions.ts";
export { mountainAt, mountainOfBranch, MOUNTAINS } from "./luoshu/mountains.ts";
export type {
  BranchName,
  Mountain,
  MountainName,
  StemName,
  TrigramName,
} from "./luoshu/mountains.ts";
export { relation } from "./luoshu/element.ts";
export type { Relation } from "./luoshu/element.ts";
export { star, STARS } from "./luoshu/star.ts";
export type { Colour, Element, Star } from "./luoshu/star.ts";
export {
  LANGUAGES,
  mountainName,
  namesOf,
  pairName,
  parseLanguage,
  termName,
} from "./names/languages.ts";
export type { CharacterNames, Language, Names, StarNames } from "./names/names.ts";
export type { AlmanacSettings, AlmanacOptions } from "./record/options.ts";
export type { Columns, Conditions } from "./search/conditions.ts";
export { REQUIREMENTS } from "./requirements/requirements.ts";
export type {
  Problem,
  RequirementId,
  RequirementReport,
  Violation,
} from "./requirements/requirements.ts";
export { ordinalOf, solarTerm } from "./term/solar-term.ts";
export type { SolarTerm } from "./term/solar-term.ts";
export type { LocalTerm } from "./term/local-term.ts";
export { dateOfJdn, isCivilDate, jdnOfDate, NOON, parseDate } from "./time/civil-date.ts";
export type { CivilDate, CivilTime } from "./time/civil-date.ts";
export { splitHistoryAt, standardOffsetAt } from "./time/clock.ts";
export type { SplitHistory } from "./time/clock.ts";
export { deltaT, deltaTError, ttOfUnix, unixOfTT } from "./time/delta-t.ts";
export { HO_CHI_MINH } from "./time/ho-chi-minh.ts";
export { equationOfTime, solarOffsets } from "./term/solar-time.ts";
export type { SolarOffsets } from "./term/solar-time.ts";
export {
  CALENDARS,
  dateOfJulian,
  FIRST_GREGORIAN_DAY,
  formatDate,
  julianOfDate,
} from "./time/julian.ts";
export type { Calendar } from "./time/julian.ts";
export { fixedZone, parseZone, UTC, zoneFromOffsets } from "./time/make-zone.ts";
export type { ZoneSpan } from "./time/make-zone.ts";
export { SEASON_FIRST_YEAR, SEASON_LAST_YEAR } from "./record/record.ts";
export { FIRST_YEAR, LAST_YEAR } from "./time/years.ts";
export { offsetAt } from "./time/zone.ts";
export type { Zone, ZoneTransition, ZoneValidity } from "./time/zone.ts";
