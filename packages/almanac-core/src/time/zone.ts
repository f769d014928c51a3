import { AlmanacError } from "../errors/almanac-error.ts";
import { checkNumber, isObject, shown } from "../errors/check.ts";
import { entry } from "../values/entry.ts";
import { dateOf, textOf } from "./civil-date.ts";
import { jdnOfLocal } from "./civil-time.ts";
import { DAY, SECOND, SECONDS_PER_HOUR } from "./units.ts";

/** From `at` on, the clock of a zone shows universal time plus `offset`. */
export interface ZoneTransition {
  /** Unix milliseconds. */
  readonly at: number;
  /** Seconds east of Greenwich. */
  readonly offset: number;
}

/** The instants for which a zone has data, Unix milliseconds. */
export interface ZoneValidity {
  /** The first instant. */
  readonly from: number;
  /** The last instant. */
  readonly to: number;
}

/**
 * A time zone as plain data: its offset before the first transition, and the transitions in order.
 * The package reads no zone database of its host: the caller says what the clock showed.
 */
export interface Zone {
  /** What is printed: `Asia/Ho_Chi_Minh`, `+07:00`, `UTC`. */
  readonly id: string;
  /** Seconds east of Greenwich before the first transition. */
  readonly initialOffset: number;
  /** Every change of the offset, in order of time. */
  readonly transitions: readonly ZoneTransition[];
  /** When the data hold; an instant outside is refused. Absent: always. */
  readonly valid?: ZoneValidity;
}

/** Seconds; no clock has been further from Greenwich. */
const LARGEST_OFFSET = 18 * SECONDS_PER_HOUR;

/**
 * A copy of the zone, when it can be used: offsets within 18 hours, transitions in order. It is not
 * frozen: every record reads it, and engines read frozen arrays at half the speed.
 * @throws AlmanacError `zone-invalid`
 */
export function checkedZone(zone: Zone): Zone {
  checkZone(zone);
  const { id, initialOffset, transitions, valid } = zone;
  return {
    id,
    initialOffset,
    transitions: transitions.map(({ at, offset }) => ({ at, offset })),
    ...(valid && { valid: { from: valid.from, to: valid.to } }),
  };
}

function checkZone(zone: Zone): void {
  if (!isObject(zone) || typeof zone.id !== "string" || !Array.isArray(zone.transitions)) {
    throw new AlmanacError("not a zone", {
      code: "zone-invalid",
      place: "zone",
      value: shown(zone),
      hint: "Make one with parseZone, or with zoneFromOffsets for an IANA name.",
    });
  }
  const value = problemOf(zone);
  if (value === undefined) return;
  throw new AlmanacError("the zone's data cannot be used", {
    code: "zone-invalid",
    place: `zone ${zone.id}`,
    value,
    hint: "Give offsets in seconds within 18 hours and transitions in order of time.",
  });
}

/** What of a zone's data cannot be used. */
function problemOf({ initialOffset, transitions, valid }: Zone): string | undefined {
  if (!isOffset(initialOffset)) return `offset ${shown(initialOffset)}`;
  let eve = -Infinity;
  for (const [index, change] of transitions.entries()) {
    if (!isObject(change) || !(Number.isFinite(change.at) && change.at > eve)) {
      return `transitions[${index}]`;
    }
    if (!isOffset(change.offset)) return `offset ${shown(change.offset)}`;
    eve = change.at;
  }
  if (valid === undefined) return undefined;
  const ordered = isObject(valid) && Number.isFinite(valid.from) && valid.to >= valid.from;
  return ordered && Number.isFinite(valid.to) ? undefined : `valid ${shown(valid)}`;
}

/** Whether a number is an offset that a clock can have, seconds. */
export function isOffset(offset: number): boolean {
  return Number.isFinite(offset) && Math.abs(offset) <= LARGEST_OFFSET;
}

/**
 * The offset of a zone at an instant, seconds east of Greenwich.
 * @throws AlmanacError `zone-range` outside the zone's data, `zone-invalid`, `argument-invalid`
 */
export function offsetAt(zone: Zone, instant: number): number {
  checkZone(zone);
  checkNumber("instant", instant, "Give Unix milliseconds.");
  return offsetOf(zone, instant);
}

/** {@link offsetAt} without its checks. */
export function offsetOf(zone: Zone, instant: number): number {
  if (zone.valid && (instant < zone.valid.from || instant > zone.valid.to)) {
    refuse(zone.id, zone.valid, instant);
  }
  const passed = transitionsUntil(zone, instant);
  return passed === 0 ? zone.initialOffset : entry(zone.transitions, passed - 1).offset;
}

/** How many transitions have passed at an instant. */
function transitionsUntil({ transitions }: Zone, instant: number): number {
  let low = 0;
  let high = transitions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instant >= entry(transitions, middle).at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The instants, Unix milliseconds, at which the clock of a zone shows a local time, in order:
 * one as a rule, two when the clock was put back over it, none when it was put forward over it.
 * @param local - the local time as if it were universal time, milliseconds
 */
export function instantsOfLocal(zone: Zone, local: number): readonly number[] {
  const offsets = new Set([zone.initialOffset, ...zone.transitions.map(({ offset }) => offset)]);
  return [...offsets]
    .map((offset) => local - offset * SECOND)
    .filter((instant) => instant + offsetOf(zone, instant) * SECOND === local)
    .toSorted((a, b) => a - b);
}

/**
 * The first instant at which the clock shows a local time, or `undefined` when it never does.
 * A day or more away from the transitions there is exactly one.
 */
export function firstInstantOfLocal(zone: Zone, local: number): number | undefined {
  const { transitions } = zone;
  const passed = transitionsUntil(zone, local);
  const last = transitions[passed - 1]?.at ?? -Infinity;
  const next = transitions[passed]?.at ?? Infinity;
  if (local - last > DAY && next - local > DAY) return local - offsetOf(zone, local) * SECOND;
  return instantsOfLocal(zone, local)[0];
}

/** The instant of a local time, or the first after the gap that the clock was put forward over. */
export function instantOfLocalAfter(zone: Zone, local: number): number {
  const found = firstInstantOfLocal(zone, local);
  if (found !== undefined) return found;
  return zone.transitions.find(({ at, offset }) => at + offset * SECOND > local)?.at ?? local;
}

function refuse(id: string, { from, to }: ZoneValidity, instant: number): never {
  throw new AlmanacError("the zone's data do not reach this day", {
    code: "zone-range",
    place: `zone ${id}`,
    value: dayOf(instant),
    hint: `They hold from ${dayOf(from)} to ${dayOf(to)}: make the zone for a span with every year that is asked for.`,
  });
}

function dayOf(instant: number): string {
  return textOf(dateOf(jdnOfLocal(instant)));
}
