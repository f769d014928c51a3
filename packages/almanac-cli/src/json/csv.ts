import { formatDate, type DayRecord } from "almanac-core";

import type { Names } from "../names.ts";
import { isoInstant } from "../views/time.ts";

const COLUMNS: readonly (readonly [
  string,
  (record: DayRecord, names: Names) => string | number | boolean,
])[] = [
  ["date", ({ date }) => formatDate(date)],
  ["zone", ({ zone }) => zone],
  ["rule", ({ rule }) => rule],
  ["year_pair", ({ pillars }, names) => names.pair(pillars.year)],
  ["month_pair", ({ pillars }, names) => names.pair(pillars.month)],
  ["day_pair", ({ pillars }, names) => names.pair(pillars.day)],
  ["hour_pair", ({ pillars }, names) => names.pair(pillars.hour)],
  ["year_star", ({ stars }) => stars.year],
  ["month_star", ({ stars }) => stars.month],
  ["day_star", ({ stars }) => stars.day],
  ["hour_star", ({ stars }) => stars.hour],
  ["half", ({ season }) => season?.half ?? ""],
  ["half_day", ({ season }) => season?.day ?? ""],
  ["held", ({ season }) => season?.held ?? ""],
  ["apparent_pair", ({ season }, names) => (season ? names.pair(season.apparent) : "")],
  ["fortune", ({ fortune }) => fortune.number],
  ["term", ({ term }, names) => names.term(term.longitude)],
  ["term_instant", ({ term }) => isoInstant(term.instant)],
];

/** The heading of the table. */
export const CSV_HEAD: string = COLUMNS.map(([name]) => name).join(",");

/** A field as RFC 4180 has it. */
function field(value: string | number | boolean): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A record as a line of the table. */
export function csvLine(record: DayRecord, names: Names): string {
  return COLUMNS.map(([, read]) => field(read(record, names))).join(",");
}
