import type { DayRecord } from "./day-record.ts";
import type { AlmanacOptions } from "./options.ts";
import type { WeatherPeriod } from "./sun/solar-term.ts";
import type { CivilDate, CivilTime } from "./time/civil-date.ts";

/** The almanac for one choice of zone, rule and boundaries; it keeps the years it has computed. */
export interface Almanac {
  readonly options: AlmanacOptions;
  /**
   * The record of a moment on the zone's clock; noon when no time is given.
   * A time that the clock shows twice is its first showing.
   * @throws AlmanacError `date-invalid`, `time-invalid`, `time-nonexistent`, `rule-range`, `year-range`
   */
  day(date: CivilDate, time?: CivilTime): DayRecord;
  /** The record of an instant, Unix milliseconds. */
  at(instant: number): DayRecord;
  /**
   * The records at noon of every day, both ends included; days that the zone skipped are left out.
   * @throws AlmanacError `range-reversed` and those of {@link Almanac.day}, at the call
   */
  days(from: CivilDate, to: CivilDate): IterableIterator<DayRecord>;
  /** The weather periods whose instant falls in the civil years of the zone, in order of time. */
  terms(fromYear: number, toYear?: number): IterableIterator<WeatherPeriod>;
}
