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
import type { Part } from "./parts.ts";

const DAY = 86_400_000;

/** The days of a calendar: the first and the last, both included. */
export interface Span {
  readonly from: CivilDate;
  readonly to: CivilDate;
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

function addTerms(calendar: ICalCalendar, almanac: Almanac, names: Names, span: Span): void {
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
      description: `The Sun reaches ${term.longitude}° of apparent longitude at ${new Date(term.instant).toISOString()}.`,
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

function seasonText(season: DayRecord["season"], names: Names): string {
  if (season === null) return "";
  return ` Day ${season.day} of the ${season.half} half, apparent ${names.pair(season.apparent)}.`;
}

function addStars(calendar: ICalCalendar, records: readonly DayRecord[], names: Names): void {
  for (const record of records) {
    const { date, rule, zone, stars, pillars, season } = record;
    addWholeDays(
      calendar,
      uid("star", formatDate(date), rule, zone),
      [record, record],
      `${names.star(stars.day)} · ${names.pair(pillars.day)}`,
      `Rule ${rule}, zone ${zone}.${seasonText(season, names)}`,
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
  names: Names,
): void {
  const bySeason = createAlmanac({ ...almanac.settings, rule: "season" });
  for (const run of heldRuns(records)) {
    const [{ date, zone }] = run;
    const star = bySeason.day(date).stars.day;
    addWholeDays(
      calendar,
      uid("held", formatDate(date), zone),
      run,
      `Held at ${names.star(star)}`,
      "The 180 moving days of the half have passed: the qi field of the season coordinates stands still until the solstice.",
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
  names: Names,
  span: Span,
  parts: readonly Part[],
): { readonly text: string; readonly events: number } {
  const { zone, rule } = almanac.settings;
  checkYears(span);
  const calendar = ical({
    name: `Nine Stars (${zone.id})`,
    description: `Weather periods, stars of the days by the rule ${rule}, held days`,
    prodId: { company: "almanac-cli", product: "Nine Stars almanac", language: "EN" },
  });
  const records = [...almanac.days(span.from, span.to)];
  if (parts.includes("terms")) addTerms(calendar, almanac, names, span);
  if (parts.includes("stars")) addStars(calendar, records, names);
  if (parts.includes("held")) addHeld(calendar, almanac, records, names);
  return { text: calendar.toString(), events: calendar.events().length };
}
