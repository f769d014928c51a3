import { FIRST_GREGORIAN_DAY, formatDate, pairOfYear, type DayRecord } from "almanac-core";

import type { Context } from "../context.ts";
import { lunarDay } from "../lunar.ts";
import type { Reading } from "../readings.ts";
import { formatMoment, formatOffset, formatTime } from "./time.ts";
import { padEnd, type Measure } from "./width.ts";
import { wrap } from "./wrap.ts";

/** A labelled line of a screen. */
export type Line = readonly [label: string, text: string];

/** The pillars in a row: year, month, day and hour, or without an hour that nobody knows. */
export function pillarsText({ pillars }: DayRecord, { names }: Context, hourKnown = true): string {
  const { year, month, day, hour } = pillars;
  return [year, month, day, ...(hourKnown ? [hour] : [])].map(names.pair).join(" ");
}

/** The columns of a screen where nobody knows how wide it is. */
const SCREEN = 80;

/** Lines with their labels in a column of their own, long texts going on under themselves. */
export function labelled(
  lines: readonly Line[],
  { io, paint }: Context,
  measure: Measure,
): readonly string[] {
  const column = Math.max(8, ...lines.map(([label]) => measure(label))) + 1;
  const room = Math.max(40, (io.stdout.columns ?? SCREEN) - column);
  return lines.flatMap(([label, text]) =>
    wrap(text, room, measure).map(
      (part, i) => paint("dim", padEnd(measure, i === 0 ? label : "", column)) + part,
    ),
  );
}

/** What the moment is on other clocks, with the pillars of each. */
export function readingLines(readings: readonly Reading[], context: Context): readonly Line[] {
  const { texts, settings } = context;
  return readings.map(({ clock, offset, record }) => {
    const { label, note } = texts.clocks[clock];
    const words = note(formatOffset(Math.round(offset)), String(settings.longitude));
    return [label, `${formatMoment(record)} ${words}: ${pillarsText(record, context)}`];
  });
}

/** The date in the other calendar, for the centuries in which they are easily taken for one another. */
export function calendarLines(
  { date, jdn }: DayRecord,
  { texts, settings }: Context,
): readonly Line[] {
  if (jdn >= FIRST_GREGORIAN_DAY && settings.calendar === "gregorian") return [];
  return [[texts.calendar, texts.calendars(formatDate(date, "julian"))]];
}

/** The lunar date, where there is one. */
export function lunarLines(
  record: DayRecord,
  { texts, names, settings }: Context,
): readonly Line[] {
  const day = lunarDay(record, settings);
  if (day === undefined) return [];
  return [[texts.lunar.label, texts.lunar.inFull(day, names.pair(pairOfYear(day.year)))]];
}

/** What a date without a time means from each turn of its pillars on; nothing when there is one answer. */
export function possibleLines(records: readonly DayRecord[], context: Context): readonly Line[] {
  if (records.length === 1) return [];
  const { names, texts } = context;
  return records.map((record) => {
    const { year, month, day } = record.stars;
    const stars = [year, month, day].map(names.star).join(" ");
    return [
      texts.from(formatTime(record.time)),
      `${pillarsText(record, context, false)} · ${stars}`,
    ];
  });
}
