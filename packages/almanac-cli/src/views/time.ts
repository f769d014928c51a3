import { formatDate, type CivilDate, type CivilTime } from "almanac-core";

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** `HH:MM:SS`, the second cut, not rounded. */
export function formatTime({ hour, minute, second }: CivilTime): string {
  return `${two(hour)}:${two(minute)}:${two(Math.floor(second))}`;
}

/** `YYYY-MM-DD HH:MM:SS`. */
export function formatMoment(at: { readonly date: CivilDate; readonly time: CivilTime }): string {
  return `${formatDate(at.date)} ${formatTime(at.time)}`;
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
export function formatSpan(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor(minutes / 60) % 24, "h"],
    [minutes % 60, "min"],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  if (first === -1) return "less than a minute";
  return parts
    .slice(first)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(" ");
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** The English weekday of a Julian day number. */
export function weekday(jdn: number): string {
  return WEEKDAYS[((jdn % 7) + 7) % 7] ?? "";
}
