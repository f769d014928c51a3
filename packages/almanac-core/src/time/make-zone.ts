import { AlmanacError } from "../errors/almanac-error.ts";
import { asText, checkObject, shown } from "../errors/check.ts";
import { deepFreeze } from "../values/freeze.ts";
import { jdnOf } from "./civil-date.ts";
import { localOf } from "./civil-time.ts";
import { HO_CHI_MINH } from "./ho-chi-minh.ts";
import { DAY, SECONDS_PER_HOUR } from "./units.ts";
import { checkYears, YEARS_AFTER, YEARS_BEFORE } from "./years.ts";
import { isOffset, type Zone, type ZoneTransition } from "./zone.ts";

/** Universal time. */
export const UTC: Zone = /*#__PURE__*/ deepFreeze({ id: "UTC", initialOffset: 0, transitions: [] });

/**
 * The zones that need no database: `UTC` (also `Z`), fixed offsets `+07:00`, `-0330`, `+9`, `UTC+7`,
 * `+07:45:40`, and `Asia/Ho_Chi_Minh` (also `Asia/Saigon`) with its history.
 * Other IANA names need {@link zoneFromOffsets}.
 * @throws AlmanacError `zone-unknown`
 */
export function parseZone(text: string): Zone {
  if (typeof text !== "string") throw unknownZone(text);
  if (/^(utc|z|gmt)$/i.test(text)) return UTC;
  if (/^asia\/(ho_chi_minh|saigon)$/i.test(text)) return HO_CHI_MINH;
  const match = OFFSET.exec(text);
  if (match === null) throw unknownZone(text);
  const [, sign, hours, minutes = 0, seconds = 0] = match;
  const size = Number(hours) * SECONDS_PER_HOUR + Number(minutes) * 60 + Number(seconds);
  if (!isOffset(size)) throw unknownZone(text);
  return fixedZone(sign === "-" ? -size : size);
}

/** An offset, with or without what it is counted from: `UTC+7`, `-0330`, `+07:45:40`. */
const OFFSET = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?([0-5]\d)(?::?([0-5]\d))?)?$/i;

function unknownZone(text: string): AlmanacError {
  return new AlmanacError("not a zone that needs no database", {
    code: "zone-unknown",
    place: "zone",
    value: asText(text),
    hint: "Give UTC, an offset such as +07:00, Asia/Ho_Chi_Minh, or make the zone with intlZone of almanac-core/intl.",
  });
}

/**
 * A zone whose clock never changes.
 * @param offset - whole seconds east of Greenwich
 * @throws AlmanacError `zone-invalid`
 */
export function fixedZone(offset: number): Zone {
  if (!isOffset(offset) || !Number.isInteger(offset)) throw wrongOffset("offset", offset);
  const size = Math.abs(offset);
  const parts = [Math.floor(size / SECONDS_PER_HOUR), Math.floor(size / 60) % 60, size % 60];
  const text = parts
    .slice(0, size % 60 === 0 ? 2 : 3)
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
const SAMPLE = 4 * DAY;

/**
 * A zone from any source that can tell its offset at an instant, such as `Intl.DateTimeFormat`.
 * The span, and the years around it that decide about its first and last day, are sampled every
 * four days and each change found to the second. What lies outside is refused rather than answered
 * wrongly.
 * @param id - the name that is printed
 * @param offsetOf - seconds east of Greenwich at an instant in Unix milliseconds
 * @param span - the civil years that will be asked for; what is cheap is a short span
 * @throws AlmanacError `argument-invalid`, `year-range`, `range-reversed`, `zone-invalid`
 */
export function zoneFromOffsets(
  id: string,
  offsetOf: (instant: number) => number,
  span: ZoneSpan,
): Zone {
  checkId(id);
  if (typeof offsetOf !== "function") {
    throw new AlmanacError("not a function", {
      code: "argument-invalid",
      place: "offsetOf",
      value: shown(offsetOf),
      hint: "Give a function from Unix milliseconds to seconds east of Greenwich.",
    });
  }
  checkObject(
    "span",
    span,
    "Give the civil years that will be asked for: { from: 2000, to: 2030 }.",
  );
  checkYears(span.from, span.to, "span.from", "span.to");
  const from = startOfYear(span.from - YEARS_BEFORE);
  const to = startOfYear(span.to + YEARS_AFTER + 1);
  const transitions: ZoneTransition[] = [];
  const initialOffset = read(from);
  let offset = initialOffset;
  for (let at = from; at < to; at += SAMPLE) {
    const next = read(Math.min(at + SAMPLE, to));
    if (next !== offset) transitions.push({ at: changeBetween(at, at + SAMPLE), offset: next });
    offset = next;
  }
  return { id, initialOffset, transitions, valid: { from, to } };

  function read(instant: number): number {
    const found = offsetOf(instant);
    if (isOffset(found)) return found;
    throw wrongOffset(`offsetOf(${instant})`, found);
  }

  function changeBetween(start: number, end: number): number {
    const before = read(start);
    let [low, high] = [start / 1000, end / 1000];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (read(middle * 1000) === before) low = middle;
      else high = middle;
    }
    return high * 1000;
  }
}

function checkId(id: string): void {
  if (typeof id === "string" && id !== "") return;
  throw new AlmanacError("not a name", {
    code: "argument-invalid",
    place: "id",
    value: shown(id),
    hint: 'Give the name that is printed, such as "Asia/Tokyo".',
  });
}

function wrongOffset(place: string, offset: number): AlmanacError {
  return new AlmanacError("not an offset that a clock can have", {
    code: "zone-invalid",
    place,
    value: shown(offset),
    hint: "Give seconds east of Greenwich, within 18 hours; a fixed zone has whole seconds.",
  });
}

/** Unix milliseconds at which a year begins in universal time. */
function startOfYear(year: number): number {
  return localOf(jdnOf({ year, month: 1, day: 1 }), MIDNIGHT);
}

const MIDNIGHT = { hour: 0, minute: 0, second: 0 };
