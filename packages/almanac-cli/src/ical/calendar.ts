import {
  AlmanacError,
  createAlmanac,
  formatDate,
  jdnOfDate,
  type Almanac,
  type CivilDate,
  type DayRecord,
} from "almanac-core";
import ical, { ICalEventTransparency, type ICalCalendar } from "ical-generator";

import type { Names } from "../names.ts";
import type { Texts } from "../texts/texts.ts";
import type { Part } from "./parts.ts";

const DAY = 86_400_000;

/** The days of a calendar: the first and the last, both included. */
export interface Span {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The language of a calendar. */
export interface Words {
  readonly names: Names;
  readonly texts: Texts;
}

/** Midnight of a civil day as if in universal time: how a whole-day event is handed to the writer. */
function wholeDay({ year, month, day }: CivilDate): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

/** Stays the same as long as what it names does, whatever the span of the file. */
function uid(...parts: readonly (string | number)[]): string {
  return `${parts.join("-").replaceAll(/[^\w.+-]/g, "_")}@almanac-cli`;
}

function addTerms(
  calendar: ICalCalendar,
  almanac: Almanac,
  { names, texts }: Words,
  span: Span,
): void {
  const [first, last] = [jdnOfDate(span.from), jdnOfDate(span.to)];
  for (const term of almanac.terms(span.from.year, span.to.year)) {
    const jdn = jdnOfDate(term.date);
    if (jdn < first || jdn > last) continue;
    const start = new Date(Math.floor(term.instant / 1000) * 1000);
    calendar.createEvent({
      id: uid("term", formatDate(term.date), term.longitude),
      start,
      stamp: start,
      summary: names.term(term.longitude),
      description: texts.ical.term(term.longitude, new Date(term.instant).toISOString()),
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
}

function addWholeDays(
  calendar: ICalCalendar,
  id: string,
  [first, last]: readonly [DayRecord, DayRecord],
  summary: string,
  description: string,
): void {
  const start = wholeDay(first.date);
  calendar.createEvent({
    id,
    start,
    end: new Date(wholeDay(last.date).getTime() + DAY),
    allDay: true,
    stamp: start,
    summary,
    description,
    transparency: ICalEventTransparency.TRANSPARENT,
  });
}

function starText({ rule, zone, season }: DayRecord, { names, texts }: Words): string {
  const text = texts.ical.star(texts.rules[rule], zone);
  if (season === null) return text;
  const { day, half, apparent } = season;
  const place = texts.ical.season(day, names.words.halves[half], names.pair(apparent));
  return `${text} ${place}`;
}

function addStars(calendar: ICalCalendar, records: readonly DayRecord[], words: Words): void {
  const { names } = words;
  for (const record of records) {
    const { date, rule, zone, stars, pillars } = record;
    addWholeDays(
      calendar,
      uid("star", formatDate(date), rule, zone),
      [record, record],
      `${names.star(stars.day)} · ${names.pair(pillars.day)}`,
      starText(record, words),
    );
  }
}

/** The runs of consecutive held days. */
function heldRuns(records: readonly DayRecord[]): readonly (readonly [DayRecord, DayRecord])[] {
  const runs: [DayRecord, DayRecord][] = [];
  for (const record of records.filter(({ season }) => season?.held)) {
    const run = runs.at(-1);
    if (run && run[1].jdn + 1 === record.jdn) run[1] = record;
    else runs.push([record, record]);
  }
  return runs;
}

function addHeld(
  calendar: ICalCalendar,
  almanac: Almanac,
  records: readonly DayRecord[],
  { names, texts }: Words,
): void {
  const bySeason = createAlmanac({ ...almanac.settings, rule: "season" });
  for (const run of heldRuns(records)) {
    const [{ date, zone }] = run;
    const star = bySeason.day(date).stars.day;
    addWholeDays(
      calendar,
      uid("held", formatDate(date), zone),
      run,
      texts.ical.heldAt(names.star(star)),
      texts.ical.held,
    );
  }
}

/** An iCalendar date has four digits for the year and no sign. */
function checkYears({ from, to }: Span): void {
  const date = [from, to].find(({ year }) => year < 1 || year > 9999);
  if (date === undefined) return;
  throw new AlmanacError("iCalendar has no such year", {
    code: "year-range",
    place: "FROM, TO",
    value: String(date.year),
    hint: "Give years from 1 to 9999.",
  });
}

/** The text of an iCalendar file: the same span and settings give the same bytes. */
export function calendarText(
  almanac: Almanac,
  words: Words,
  span: Span,
  parts: readonly Part[],
): { readonly text: string; readonly events: number } {
  const { zone, rule } = almanac.settings;
  const { names, texts } = words;
  checkYears(span);
  const calendar = ical({
    name: texts.ical.name(zone.id),
    description: texts.ical.description(texts.rules[rule]),
    prodId: {
      company: "almanac-cli",
      product: "Nine Stars almanac",
      language: names.words.language.toUpperCase(),
    },
  });
  const records = [...almanac.days(span.from, span.to)];
  if (parts.includes("terms")) addTerms(calendar, almanac, words, span);
  if (parts.includes("stars")) addStars(calendar, records, words);
  if (parts.includes("held")) addHeld(calendar, almanac, records, words);
  return { text: calendar.toString(), events: calendar.events().length };
}
