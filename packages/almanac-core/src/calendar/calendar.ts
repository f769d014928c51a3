import {
  AlmanacError,
  createAlmanac,
  formatDate,
  jdnOfDate,
  namesOf,
  pairName,
  termName,
  type Almanac,
  type CivilDate,
  type DayRecord,
  type Language,
  type Names,
} from "almanac-core";
import ical, { ICalEventTransparency, type ICalCalendar } from "ical-generator";

import { PARTS, type Part } from "./parts.ts";
import { wordsOf, type CalendarWords } from "./words.ts";

const DAY = 86_400_000;
/** The Julian day number of 1970-01-01. */
const UNIX_EPOCH = 2_440_588;

/** The days of a calendar: the first and the last, both included. */
export interface Span {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The language of a calendar. */
interface Words {
  readonly names: Names;
  readonly texts: CalendarWords;
}

/** An instant as the writer takes it. */
function dateAt(instant: number): Date {
  // oxlint-disable-next-line no-restricted-globals -- of an instant that is given: no clock is read
  return new Date(instant);
}

/** Midnight of a civil day as if in universal time: how a whole-day event is handed to the writer. */
function wholeDay(date: CivilDate): Date {
  return dateAt(DAY * (jdnOfDate(date) - UNIX_EPOCH));
}

/** Stays the same as long as what it names does, whatever the span of the file. */
function uid(...parts: readonly (string | number)[]): string {
  return `${parts.join("-").replaceAll(/[^\w.+-]/g, "_")}@almanac`;
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
    const start = dateAt(Math.floor(term.instant / 1000) * 1000);
    calendar.createEvent({
      id: uid("term", formatDate(term.date), term.longitude),
      start,
      stamp: start,
      summary: termName(names, term.longitude),
      description: texts.term(term.longitude, dateAt(term.instant).toISOString()),
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
    end: dateAt(wholeDay(last.date).getTime() + DAY),
    allDay: true,
    stamp: start,
    summary,
    description,
    transparency: ICalEventTransparency.TRANSPARENT,
  });
}

function starText({ rule, zone, season }: DayRecord, { names, texts }: Words): string {
  const text = texts.star(texts.rules[rule], zone);
  if (season === null) return text;
  const { day, half, apparent } = season;
  const place = texts.season(day, names.halves[half], pairName(names, apparent));
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
      `${starName(names, stars.day)} · ${pairName(names, pillars.day)}`,
      starText(record, words),
    );
  }
}

/** `9-Burgundy`. */
function starName({ stars }: Names, number: number): string {
  return stars[number - 1]?.short ?? "";
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
      texts.heldAt(starName(names, star)),
      texts.held,
    );
  }
}

/** An iCalendar date has four digits for the year and no sign. */
function checkYears({ from, to }: Span): void {
  const date = [from, to].find(({ year }) => year < 1 || year > 9999);
  if (date === undefined) return;
  throw new AlmanacError("iCalendar has no such year", {
    code: "year-range",
    place: "from, to",
    value: String(date.year),
    hint: "Give years from 1 to 9999.",
  });
}

/** What an iCalendar file may be told. */
export interface IcalendarOptions {
  /** What it holds; default: everything. */
  readonly parts?: readonly Part[];
  /** Default: `en`. */
  readonly language?: Language;
}

/**
 * An iCalendar file (RFC 5545) of a span of days: the weather periods at their instants, the star of each
 * day and the days on which the qi field stands still as whole days. The same span and settings give the
 * same bytes; an event keeps its UID in every span.
 *
 * @returns the text, and how many events it holds
 * @throws AlmanacError `year-range` outside the years 1 to 9999, and what `days` and `terms` do
 */
export function icalendar(
  almanac: Almanac,
  span: Span,
  { parts = PARTS, language = "en" }: IcalendarOptions = {},
): { readonly text: string; readonly events: number } {
  const { zone, rule } = almanac.settings;
  const words = { names: namesOf(language), texts: wordsOf(language) };
  checkYears(span);
  const calendar = ical({
    name: words.texts.name(zone.id),
    description: words.texts.description(words.texts.rules[rule]),
    prodId: { company: "almanac", product: "Nine Stars", language: language.toUpperCase() },
  });
  const records = [...almanac.days(span.from, span.to)];
  if (parts.includes("terms")) addTerms(calendar, almanac, words, span);
  if (parts.includes("stars")) addStars(calendar, records, words);
  if (parts.includes("held")) addHeld(calendar, almanac, records, words);
  return { text: calendar.toString(), events: calendar.events().length };
}
