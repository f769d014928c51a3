import {
  board,
  formatDate,
  star,
  type DayRecord,
  type Doubt,
  type Pair,
  type Pillars,
  type LocalTerm,
} from "almanac-core";

import { lunarDay } from "../lunar.ts";
import type { Names } from "../names.ts";
import type { Settings } from "../settings/keys.ts";
import { formatTime, isoInstant } from "../views/time.ts";
import { JSON_VERSION } from "./version.ts";

/** A number without the digits that mean nothing. */
function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** A pair as JSON. */
export function pairJson(pair: Pair, names: Names): { index: number; name: string } {
  return { index: pair, name: names.pair(pair) };
}

/** A star as JSON. */
export function starJson(
  number: number,
  names: Names,
): { number: number; name: string; element: string } {
  return { number, name: names.star(number), element: star(number).element };
}

/** A solar term as JSON. */
export function termJson(
  { longitude, instant, jdTT, error, dateDoubtful, hourDoubtful }: LocalTerm,
  names: Names,
): object {
  return {
    longitude,
    name: names.term(longitude),
    instant: isoInstant(instant),
    jdTT: rounded(jdTT, 9),
    error: rounded(error, 3),
    dateDoubtful,
    hourDoubtful,
  };
}

function doubtJson({ about, term }: Doubt, names: Names): object {
  return { about, term: termJson(term, names) };
}

/** The four pairs of a moment as JSON. */
export function pillarsJson(pillars: Pillars, names: Names): object {
  return { ...datePillarsJson(pillars, names), hour: pairJson(pillars.hour, names) };
}

/** The pairs of a date whose hour nobody knows. */
export function datePillarsJson({ year, month, day }: Pillars, names: Names): object {
  return {
    year: pairJson(year, names),
    month: pairJson(month, names),
    day: pairJson(day, names),
  };
}

/** The record of a day as the published schema has it. */
export function dayJson(record: DayRecord, settings: Settings, names: Names): object {
  const { pillars, stars, season } = record;
  return {
    version: JSON_VERSION,
    date: formatDate(record.date),
    julianDate: formatDate(record.date, "julian"),
    lunar: lunarDay(record, settings) ?? null,
    time: formatTime(record.time),
    instant: isoInstant(record.instant),
    zone: record.zone,
    rule: record.rule,
    dayBoundary: settings.dayBoundary,
    weatherYear: record.weatherYear,
    weatherMonth: record.weatherMonth,
    pillars: pillarsJson(pillars, names),
    stars: {
      year: starJson(stars.year, names),
      month: starJson(stars.month, names),
      day: starJson(stars.day, names),
      hour: starJson(stars.hour, names),
    },
    boards: {
      year: board(stars.year),
      month: board(stars.month),
      day: board(stars.day),
      hour: board(stars.hour),
    },
    season: season && { ...season, apparent: pairJson(season.apparent, names) },
    fortune: { ...record.fortune },
    term: termJson(record.term, names),
    nextTerm: termJson(record.nextTerm, names),
    doubts: record.doubts.map((doubt) => doubtJson(doubt, names)),
  };
}
