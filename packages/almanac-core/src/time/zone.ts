import { entry } from "../entry.ts";
import { AlmanacError } from "../errors.ts";

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
const LARGEST_OFFSET = 18 * 3600;

/**
 * The zone, when it can be used: offsets within 18 hours, transitions in order.
 * @throws AlmanacError `zone-invalid`
 */
export function checkZone(zone: Zone): Zone {
  const offsets = [zone.initialOffset, ...zone.transitions.map(({ offset }) => offset)];
  const far = offsets.find((offset) => !(Math.abs(offset) <= LARGEST_OFFSET));
  const disorder = zone.transitions.findIndex(
    ({ at }, i) => !(at > (zone.transitions[i - 1]?.at ?? -Infinity)),
  );
  if (far === undefined && disorder < 0) return zone;
  throw new AlmanacError("the zone's data cannot be used", {
    code: "zone-invalid",
    place: `zone ${zone.id}`,
    value: far === undefined ? `transitions[${disorder}]` : `offset ${far}`,
    cure: "Give offsets in seconds within 18 hours and transitions in order of time.",
  });
}

/**
 * The offset of a zone at an instant, seconds east of Greenwich.
 * @throws AlmanacError `zone-range` outside the zone's data
 */
export function offsetAt(zone: Zone, instant: number): number {
  if (zone.valid && (instant < zone.valid.from || instant > zone.valid.to)) refuse(zone, instant);
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
    .map((offset) => local - offset * 1000)
    .filter((instant) => instant + offsetAt(zone, instant) * 1000 === local)
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
  if (local - last > DAY && next - local > DAY) return local - offsetAt(zone, local) * 1000;
  return instantsOfLocal(zone, local)[0];
}

/** Milliseconds; no clock is further from universal time. */
const DAY = 86_400_000;

function refuse(zone: Zone, instant: number): never {
  throw new AlmanacError("the zone's data do not reach this instant", {
    code: "zone-range",
    place: `zone ${zone.id}`,
    value: `${instant} ms from 1970-01-01T00:00Z`,
    cure: "Make the zone with transitions for the years asked for.",
  });
}
