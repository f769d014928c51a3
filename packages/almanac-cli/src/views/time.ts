import {
  formatDate,
  type Calendar,
  type CivilDate,
  type CivilTime,
  type DayBoundary,
} from "almanac-core";

import type { Texts } from "../texts/texts.ts";

type SpanTexts = Pick<Texts, "units" | "underMinute">;

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** `HH:MM:SS`, the second cut, not rounded. */
export function formatTime({ hour, minute, second }: CivilTime): string {
  return `${two(hour)}:${two(minute)}:${two(Math.floor(second))}`;
}

/** `YYYY-MM-DD HH:MM:SS`, the date in a calendar. */
export function formatMoment(
  at: { readonly date: CivilDate; readonly time: CivilTime },
  calendar: Calendar = "gregorian",
): string {
  return `${formatDate(at.date, calendar)} ${formatTime(at.time)}`;
}

/** ISO 8601 in universal time, with milliseconds. */
export function isoInstant(instant: number): string {
  return new Date(Math.round(instant)).toISOString();
}

/** `+07:00`, with seconds where a clock of old had them. */
export function formatOffset(seconds: number): string {
  const size = Math.abs(seconds);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60].map(two);
  return (seconds < 0 ? "-" : "+") + parts.slice(0, size % 60 === 0 ? 2 : 3).join(":");
}

/** `14 d 22 h 11 min`, the two or three greatest parts of a time span in milliseconds. */
export function formatSpan(milliseconds: number, { units, underMinute }: SpanTexts): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const values = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const first = values.findIndex((value) => value > 0);
  if (first === -1) return underMinute;
  return values
    .map((value, i) => `${value} ${units[i]}`)
    .slice(first)
    .join(" ");
}

/** The weekday of a Julian day number. */
export function weekday(jdn: number, { weekdays }: Pick<Texts, "weekdays">): string {
  return weekdays[((jdn % 7) + 7) % 7] ?? "";
}

/** When a day begins, in words. */
export function boundaryName(boundary: DayBoundary, { midnight }: Pick<Texts, "midnight">): string {
  return boundary === "midnight" ? midnight : boundary;
}
