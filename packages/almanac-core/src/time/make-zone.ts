import { AlmanacError } from "../errors.ts";
import { HO_CHI_MINH } from "./ho-chi-minh.ts";
import type { Zone, ZoneTransition } from "./zone.ts";

/** Universal time. */
export const UTC: Zone = { id: "UTC", initialOffset: 0, transitions: [] };

/**
 * The zones that need no database: `UTC` (also `Z`), fixed offsets `+07:00`, `-0330`, `+09`,
 * and `Asia/Ho_Chi_Minh` (also `Asia/Saigon`) with its history.
 * Other IANA names need {@link zoneFromOffsets}.
 * @throws AlmanacError `zone-unknown`
 */
export function parseZone(text: string): Zone {
  if (/^(utc|z|gmt)$/i.test(text)) return UTC;
  if (/^asia\/(ho_chi_minh|saigon)$/i.test(text)) return HO_CHI_MINH;
  const match = /^([+-])(\d{2})(?::?([0-5]\d))?$/.exec(text);
  const seconds = match ? Number(match[2]) * 3600 + Number(match[3] ?? 0) * 60 : Infinity;
  if (match && seconds <= 18 * 3600) return fixedZone(match[1] === "-" ? -seconds : seconds);
  throw new AlmanacError("not a zone that needs no database", {
    code: "zone-unknown",
    place: "zone",
    value: text,
    cure: "Give UTC, an offset such as +07:00, Asia/Ho_Chi_Minh, or make the zone with zoneFromOffsets.",
  });
}

/**
 * A zone whose clock never changes.
 * @param offset - whole minutes east of Greenwich, in seconds
 */
export function fixedZone(offset: number): Zone {
  const minutes = Math.abs(Math.round(offset / 60));
  const text = [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  return { id: (offset < 0 ? "-" : "+") + text, initialOffset: offset, transitions: [] };
}

/** The instants for which {@link zoneFromOffsets} asks: whole civil years, both included. */
export interface ZoneSpan {
  /** The first civil year. */
  readonly from: number;
  /** The last civil year. */
  readonly to: number;
}

/** Clocks have been changed twice within a few weeks, never within so few days. */
const SAMPLE = 4 * 86_400_000;

/**
 * A zone from any source that can tell its offset at an instant, such as `Intl.DateTimeFormat`.
 * The span is sampled every four days and each change found to the second. Instants more than a
 * year outside the span are refused rather than answered wrongly.
 * @param id - the name that is printed
 * @param offsetOf - seconds east of Greenwich at an instant in Unix milliseconds
 * @param span - the civil years that will be asked for; what is cheap is a short span
 */
export function zoneFromOffsets(
  id: string,
  offsetOf: (instant: number) => number,
  span: ZoneSpan,
): Zone {
  const from = startOfYear(span.from - 1);
  const to = startOfYear(span.to + 2);
  const transitions: ZoneTransition[] = [];
  const initialOffset = offsetOf(from);
  let offset = initialOffset;
  for (let at = from; at < to; at += SAMPLE) {
    const next = offsetOf(Math.min(at + SAMPLE, to));
    if (next !== offset) transitions.push({ at: changeBetween(at, at + SAMPLE), offset: next });
    offset = next;
  }
  return { id, initialOffset, transitions, valid: { from, to } };

  function changeBetween(start: number, end: number): number {
    const before = offsetOf(start);
    let [low, high] = [start / 1000, end / 1000];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetOf(middle * 1000) === before) low = middle;
      else high = middle;
    }
    return high * 1000;
  }
}

/** Unix milliseconds at which a year begins, on average: the span is a year wider at either end. */
function startOfYear(year: number): number {
  return Math.floor((year - 1970) * 365.2425) * 86_400_000;
}
