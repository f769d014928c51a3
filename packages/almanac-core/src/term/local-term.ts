import { type CivilDate, type CivilTime, dateOf } from "../time/civil-date.ts";
import { jdnOfLocal, timeOfLocal } from "../time/civil-time.ts";
import type { DayBoundary } from "../time/day-boundary.ts";
import { decimalYear, deltaTError } from "../time/delta-t.ts";
import { DAY, HOUR } from "../time/units.ts";
import { offsetOf, type Zone } from "../time/zone.ts";
import { type SolarTerm, solarTermOf } from "./solar-term.ts";

/** A solar term on the clock of a zone. */
export interface LocalTerm extends SolarTerm {
  /** The civil date on which it begins. */
  readonly date: CivilDate;
  /** The wall clock at which it begins, to the millisecond. */
  readonly time: CivilTime;
  /** The Julian day number of its day; with the day boundary 23:00, of the day that has begun. */
  readonly jdn: number;
  /** Within how many seconds of a boundary a value is in doubt: the Sun's error and twice that of ΔT. */
  readonly margin: number;
  /** Whether `date` (or `jdn`) would differ within the margin. */
  readonly dateDoubtful: boolean;
  /** Whether the double hour would differ within the margin. */
  readonly hourDoubtful: boolean;
}

/** How long before midnight a day begins, milliseconds. */
function leadOf(boundary: DayBoundary): number {
  return boundary === "23:00" ? HOUR : 0;
}

/** Gives the solar term of an ordinal. */
export type TermSource = (ordinal: number) => LocalTerm;

/** The solar terms on one clock; each is computed once and kept, and given to many callers. */
export function createTerms(zone: Zone, boundary: DayBoundary): TermSource {
  const known = new Map<number, LocalTerm>();
  const lead = leadOf(boundary);
  return (ordinal) => {
    const found = known.get(ordinal);
    if (found) return found;
    const term = localTerm(solarTermOf(ordinal), zone, lead);
    known.set(ordinal, term);
    return term;
  };
}

function localTerm(term: SolarTerm, zone: Zone, lead: number): LocalTerm {
  const local = term.instant + offsetOf(zone, term.instant) * 1000;
  const margin = term.error + deltaTError(decimalYear(term.jdTT));
  const error = margin * 1000;
  return Object.freeze({
    ordinal: term.ordinal,
    longitude: term.longitude,
    jdTT: term.jdTT,
    instant: term.instant,
    error: term.error,
    margin,
    date: Object.freeze(dateOf(jdnOfLocal(local))),
    time: Object.freeze(timeOfLocal(local)),
    jdn: jdnOfLocal(local + lead),
    dateDoubtful: nearMultiple(local, DAY, error) || nearMultiple(local + lead, DAY, error),
    hourDoubtful: nearMultiple(local + HOUR, 2 * HOUR, error),
  });
}

/** Whether a value is within an error of a multiple of a step. */
function nearMultiple(value: number, step: number, error: number): boolean {
  return Math.abs(value - step * Math.round(value / step)) <= error;
}
