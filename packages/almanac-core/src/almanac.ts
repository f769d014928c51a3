import { dayPair, hourPair, monthPair, yearPair } from "./cycle/pairs.ts";
import { AlmanacError } from "./errors/almanac-error.ts";
import { checkWhole } from "./errors/check.ts";
import { explain } from "./explain/explain.ts";
import type { Explanation } from "./explain/fact.ts";
import { type Afflicted, afflictions } from "./luoshu/afflictions.ts";
import { type Birth, checkBirth, type Destiny, destinyOf } from "./person/destiny.ts";
import { sexesOf } from "./person/eight-mansions.ts";
import { type Luck, luckOf } from "./person/luck.ts";
import type { DayRecord } from "./record/day-record.ts";
import { recordsOf } from "./record/days.ts";
import { momentOfInstant, momentOfLocal } from "./record/moment.ts";
import { type AlmanacSettings, type AlmanacOptions, settingsOf } from "./record/options.ts";
import {
  isSeasonYear,
  type Moment,
  recordOf,
  SEASON_FIRST_YEAR,
  SEASON_LAST_YEAR,
} from "./record/record.ts";
import { segmentOf, termIn, type YearTable, yearTable } from "./record/year-table.ts";
import { checkRequirements, type RequirementReport } from "./requirements/requirements.ts";
import { checkedConditions, type Conditions } from "./search/conditions.ts";
import { find } from "./search/find.ts";
import { lastYear } from "./search/last-year.ts";
import { starOfHour } from "./stars/hour.ts";
import { starOfMonth } from "./stars/month.ts";
import { starOfYear } from "./stars/year.ts";
import { createTerms, type LocalTerm } from "./term/local-term.ts";
import { checkedJdn, type CivilDate, type CivilTime, textOf, NOON } from "./time/civil-date.ts";
import { localOf } from "./time/civil-time.ts";
import { SECOND } from "./time/units.ts";
import { checkYear, checkYears } from "./time/years.ts";
import { instantOfLocalAfter, offsetOf } from "./time/zone.ts";
import { deepFreeze } from "./values/freeze.ts";

/** A double hour of a day. */
export interface DoubleHour {
  /** 0 the Rat hour .. 11 the Pig hour. */
  readonly hour: number;
  /** The hour on the clock at which it begins: 23 (of the day before), 1, 3, .. 21. */
  readonly from: number;
  /** The pair of the hour, 0..59. */
  readonly pair: number;
  /** 1..9 */
  readonly star: number;
}

/** A weather year or one of its months, with the directions that are afflicted in it. */
export interface AfflictedSpan {
  /** 1 the Tiger month .. 12 the Ox month; `null` for the year itself. */
  readonly month: number | null;
  /** The pair of the span. */
  readonly pair: number;
  /** Its star, 1..9. */
  readonly star: number;
  /** The term at whose instant it begins. */
  readonly from: LocalTerm;
  /** The term at whose instant it ends. */
  readonly to: LocalTerm;
  /** What is afflicted, by tradition. */
  readonly afflictions: readonly Afflicted[];
}

/** The place of Spring starts among the 24 terms of a year. */
const SPRING_STARTS = 2;

/** The almanac for one choice of zone, rule and boundaries; it keeps the years it has computed. */
export interface Almanac {
  /** The settings with every default filled in. */
  readonly settings: AlmanacSettings;
  /**
   * The record of a moment on the zone's clock; noon when no time is given.
   * A time that the clock shows twice is its first showing.
   * @throws AlmanacError `date-invalid`, `time-invalid`, `time-nonexistent`, `rule-range`, `year-range`
   */
  day(date: CivilDate, time?: CivilTime): DayRecord;
  /**
   * The record of an instant, Unix milliseconds.
   * @throws AlmanacError `rule-range`, `year-range`, `zone-range`
   */
  at(instant: number): DayRecord;
  /**
   * The records at noon of every day, both ends included; days that the zone skipped are left out.
   * @throws AlmanacError `range-reversed` and those of {@link Almanac.day}, at the call
   */
  days(from: CivilDate, to: CivilDate): IterableIterator<DayRecord>;
  /**
   * The moments of a run of days, both ends included, that are what the conditions ask for: the first of each such
   * day, or of each double hour where the conditions name one. They are found as they are asked for.
   * @example
   * createAlmanac().find({ pairs: { day: 0 }, stars: { day: 1 } }, from, to).next().value; // the first such day
   * @throws AlmanacError `range-reversed`, `search-impossible`, `argument-invalid`, `option-unknown` and those of
   * {@link Almanac.day}, at the call
   */
  find(conditions: Conditions, from: CivilDate, to: CivilDate): IterableIterator<DayRecord>;
  /**
   * The first moment after an instant, Unix milliseconds, that is what the conditions ask for: the first of such a
   * day, or of such a double hour. `undefined` where there is none before the rule, the theory of the Sun or the
   * zone's data end.
   * @example
   * createAlmanac().next({ pairs: { day: 0 } }, Date.now())?.date; // the next Jia-Rat day
   * @throws AlmanacError those of {@link Almanac.find} and {@link Almanac.at}, at the call
   */
  next(conditions: Conditions, after: number): DayRecord | undefined;
  /**
   * The records that a date without a time can mean, or one with only an hour: one for each run of it in
   * which no pillar but that of the hour changes, at the instant with which the run begins.
   * @param hour - 0..23, an hour on the clock
   * @throws AlmanacError those of {@link Almanac.day}
   */
  possible(date: CivilDate, hour?: number): readonly DayRecord[];
  /** The twelve double hours of a day, from 23:00 of the day before. */
  hours(date: CivilDate): readonly DoubleHour[];
  /** The solar terms whose instant falls in the civil years of the zone, in order of time. */
  terms(fromYear: number, toYear?: number): IterableIterator<LocalTerm>;
  /**
   * The afflicted directions of a weather year and of its twelve months, each with the terms between which it holds.
   * @throws AlmanacError `year-range`
   */
  afflictions(weatherYear: number): readonly AfflictedSpan[];
  /** The facts behind each value of a record, as data: what they mean in words is for a view to say. */
  explain(date: CivilDate, time?: CivilTime): Explanation;
  /** The destiny star of a birth, its board, and the directions beside those of Eight Mansions. */
  destiny(birth: Birth): Destiny;
  /**
   * The luck pillars of a birth, for the sex that was given or for both; noon when it has no time.
   * @throws AlmanacError those of {@link Almanac.destiny}
   */
  luck(birth: Birth): readonly Luck[];
  /** Which of the four requirements of the day star the rule breaks in a run of civil years, and when. */
  check(fromYear: number, toYear?: number): RequirementReport;
}

/**
 * Makes an almanac.
 * @throws AlmanacError `rule-unknown`, `school-invalid`, `option-unknown`, `zone-invalid`, `zone-unknown`
 * @example
 * createAlmanac().day({ year: 2021, month: 8, day: 22 }).stars.day; // 1
 */
export function createAlmanac(options: AlmanacOptions = {}): Almanac {
  const settings = settingsOf(options);
  const { zone } = settings;
  const termOf = createTerms(zone, settings.dayBoundary);
  const tables = new Map<number, YearTable>();

  function tableOf(year: number): YearTable {
    const found = tables.get(year);
    if (found) return found;
    const table = yearTable(settings, termOf, year);
    tables.set(year, table);
    return table;
  }

  function record(moment: Moment): DayRecord {
    const result = recordOf(settings, tableOf(moment.date.year), moment);
    if (settings.rule === "season") checkSeason(result.weatherYear, moment.date);
    return result;
  }

  function day(date: CivilDate, time: CivilTime = NOON): DayRecord {
    return record(momentOfLocal(zone, date, time));
  }

  /** The Julian day numbers of a run of days that the almanac can answer for. */
  function checkedSpan(from: CivilDate, to: CivilDate): readonly [number, number] {
    const [first, last] = [checkedJdn(from, "from"), checkedJdn(to, "to")];
    checkYear(from.year, "from");
    checkYear(to.year, "to");
    if (first > last) {
      throw new AlmanacError("the range ends before it begins", {
        code: "range-reversed",
        place: "from, to",
        value: `${textOf(from)} to ${textOf(to)}`,
        hint: "Give the earlier date first.",
      });
    }
    if (settings.rule === "season") {
      checkSeason(weatherYearOf(from, first), from);
      checkSeason(weatherYearOf(to, last), to);
    }
    return [first, last];
  }

  function days(from: CivilDate, to: CivilDate): IterableIterator<DayRecord> {
    return recordsOf(settings, tableOf, ...checkedSpan(from, to));
  }

  function search(
    conditions: Conditions,
    from: CivilDate,
    to: CivilDate,
  ): IterableIterator<DayRecord> {
    const asked = checkedConditions(conditions);
    const [first, last] = checkedSpan(from, to);
    const at = (instant: number): DayRecord => record(momentOfInstant(zone, instant));
    const years = [from.year - 1, to.year] as const;
    return find({ zone, dayBoundary: settings.dayBoundary, termOf, at }, asked, {
      first,
      last,
      years,
    });
  }

  /** The weather year at noon of a day, near enough for a day that the zone skipped. */
  function weatherYearOf(date: CivilDate, jdn: number): number {
    const spring = termIn(tableOf(date.year), 3);
    return jdn < spring.jdn ? date.year - 1 : date.year;
  }

  function possible(date: CivilDate, hour?: number): readonly DayRecord[] {
    if (hour !== undefined) checkWhole("hour", hour, 0, 23, "time-invalid");
    const jdn = checkedJdn(date);
    checkYear(date.year);
    const clock = (at: number): number => localOf(jdn, { hour: at, minute: 0, second: 0 });
    const [from, to] = hour === undefined ? [clock(0), clock(24)] : [clock(hour), clock(hour + 1)];
    const table = tableOf(date.year);
    const turns = Array.from({ length: 13 }, (_, month) => termIn(table, 2 * month + 1)).map(
      ({ instant }) => instant + offsetOf(zone, instant) * SECOND,
    );
    if (settings.dayBoundary === "23:00") turns.push(clock(23));
    const inside = turns.filter((turn) => turn > from && turn < to).toSorted((a, b) => a - b);
    const starts = [from, ...inside].map((local) => instantOfLocalAfter(zone, local));
    return starts.map((instant) => record(momentOfInstant(zone, instant)));
  }

  function hours(date: CivilDate): readonly DoubleHour[] {
    const jdn = checkedJdn(date);
    checkYear(date.year);
    const table = tableOf(date.year);
    const { half } = segmentOf(settings.hourHalf === "day" ? table.stars : table.halves, jdn);
    return Array.from({ length: 12 }, (_, hour) => ({
      hour,
      from: (hour * 2 + 23) % 24,
      pair: hourPair(jdn, hour),
      star: starOfHour(half, dayPair(jdn), hour),
    }));
  }

  function next(conditions: Conditions, after: number): DayRecord | undefined {
    const { date } = record(momentOfInstant(zone, after));
    for (const found of search(conditions, date, {
      year: lastYear(settings),
      month: 12,
      day: 31,
    })) {
      if (found.instant > after) return found;
    }
    return undefined;
  }

  function* termsBetween(first: number, last: number): IterableIterator<LocalTerm> {
    for (let ordinal = 24 * first - 1; ordinal <= 24 * last + 24; ordinal++) {
      const term = termOf(ordinal);
      if (term.date.year >= first && term.date.year <= last) yield term;
    }
  }

  function terms(fromYear: number, toYear: number = fromYear): IterableIterator<LocalTerm> {
    checkYears(fromYear, toYear);
    return termsBetween(fromYear, toYear);
  }

  function spans(weatherYear: number): readonly AfflictedSpan[] {
    checkYear(weatherYear, "weatherYear");
    const first = 24 * weatherYear + SPRING_STARTS;
    const year = yearPair(weatherYear);
    const months = Array.from({ length: 12 }, (_, i): AfflictedSpan => {
      const [pair, star] = [monthPair(weatherYear, i + 1), starOfMonth(weatherYear, i + 1)];
      const [from, to] = [termOf(first + 2 * i), termOf(first + 2 * i + 2)];
      return { month: i + 1, pair, star, from, to, afflictions: afflictions(star, pair % 12) };
    });
    const star = starOfYear(weatherYear);
    const [from, to] = [termOf(first), termOf(first + 24)];
    const whole = { month: null, pair: year, star, from, to };
    return [{ ...whole, afflictions: afflictions(star, year % 12) }, ...months];
  }

  function destiny(birth: Birth): Destiny {
    checkBirth(birth);
    const { date, time = NOON } = birth;
    return destinyOf(record(momentOfLocal(zone, date, time, "birth.")), birth);
  }

  function luck(birth: Birth): readonly Luck[] {
    const { record: born } = destiny(birth);
    return sexesOf(birth).map((sex) => luckOf(born, termOf, sex));
  }

  function check(fromYear: number, toYear: number = fromYear): RequirementReport {
    checkYears(fromYear, toYear);
    if (settings.rule === "season") {
      checkSeason(fromYear - 1, { year: fromYear, month: 1, day: 1 });
      checkSeason(toYear, { year: toYear, month: 12, day: 31 });
    }
    return checkRequirements(settings.rule, tableOf, fromYear, toYear);
  }

  return Object.freeze({
    // A copy of its own: what a caller might do to it does not reach the records.
    settings: deepFreeze(settingsOf(settings)),
    day,
    at: (instant: number) => record(momentOfInstant(zone, instant)),
    days,
    find: search,
    next,
    possible,
    hours,
    terms,
    explain: (date: CivilDate, time?: CivilTime) => {
      const result = day(date, time);
      const table = tableOf(result.date.year);
      return explain({ settings, table, termOf, record: result });
    },
    afflictions: spans,
    destiny,
    luck,
    check,
  });
}

function checkSeason(weatherYear: number, date: CivilDate): void {
  if (isSeasonYear(weatherYear)) return;
  throw new AlmanacError(
    "outside the weather years in which both halves have the 180 days of the rule season",
    {
      code: "rule-range",
      place: "date",
      value: `${textOf(date)} (weather year ${weatherYear})`,
      hint: `Give a date in the weather years ${SEASON_FIRST_YEAR} to ${SEASON_LAST_YEAR}, or another rule.`,
    },
  );
}
