import { ERA } from "../cycle/eras.ts";
import type { Half } from "../cycle/halves.ts";
import type { Pair } from "../cycle/pairs.ts";
import { AlmanacError } from "../errors/almanac-error.ts";
import { checkChoice, checkFields, checkObject, checkWhole } from "../errors/check.ts";
import { board, type Cell, DIRECTIONS } from "../luoshu/board.ts";
import { modulo } from "../number/modulo.ts";
import type { DayRecord } from "../record/day-record.ts";
import { starOfYear } from "../stars/year.ts";
import { checkLongitude } from "../term/solar-term.ts";

/** A value for each column of a record that is asked about. */
export interface Columns {
  /** Of the weather year. */
  readonly year?: number;
  /** Of the weather month. */
  readonly month?: number;
  /** Of the day. */
  readonly day?: number;
  /** Of the double hour. */
  readonly hour?: number;
}

/** What a moment must be; what is left out may be anything. */
export interface Conditions {
  /** Pairs, 0..59. */
  readonly pairs?: Columns;
  /** Stars, 1..9. */
  readonly stars?: Columns;
  /** The solar term that the moment is in: the longitude of the Sun at its beginning, degrees. */
  readonly term?: number;
  /** The half of the season coordinates. */
  readonly half?: Half;
  /** Whether the qi field stands still. */
  readonly held?: boolean;
  /** The star in a cell of the day's board, 1..9. */
  readonly starIn?: Readonly<Partial<Record<Cell, number>>>;
}

const COLUMNS = ["year", "month", "day", "hour"] as const;

/**
 * A copy of the conditions, when they can be met.
 * @throws AlmanacError `argument-invalid`, `option-unknown`, `search-impossible`
 */
export function checkedConditions(conditions: Conditions): Conditions {
  const place = "conditions";
  checkObject(
    place,
    conditions,
    "Give an object such as { pairs: { day: 0 }, stars: { hour: 9 } }.",
  );
  checkFields(place, conditions, ["pairs", "stars", "term", "half", "held", "starIn"]);
  const { pairs, stars, term, half, held, starIn } = conditions;
  checkNumbers("pairs", pairs, COLUMNS, 0, 59);
  checkNumbers("stars", stars, COLUMNS, 1, 9);
  checkNumbers("starIn", starIn, [...DIRECTIONS, "C"], 1, 9);
  if (term !== undefined) checkLongitude(term);
  if (half !== undefined) checkChoice("half", half, ["yang", "yin"]);
  if (held !== undefined) checkChoice("held", held, [true, false]);
  checkPossible(conditions);
  return {
    ...conditions,
    pairs: { ...pairs },
    stars: { ...stars },
    ...(starIn && { starIn: { ...starIn } }),
  };
}

function checkNumbers(
  place: string,
  values: object | undefined,
  known: readonly string[],
  least: number,
  most: number,
): void {
  if (values === undefined) return;
  checkObject(place, values, `Give numbers by ${known.join(", ")}.`);
  checkFields(place, values, known);
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) checkWhole(`${place}.${name}`, value, least, most);
  }
}

/** Says at once that nothing can match: the stem of an hour follows from the day's, that of a month from the year's. */
function checkPossible({ pairs = {}, stars = {}, starIn = {} }: Conditions): void {
  const { year, month, day, hour } = pairs;
  if (year !== undefined && month !== undefined && !monthsOfYear(year).includes(month))
    throw impossible("pairs.month", month, "the stem of a month follows from that of its year");
  // Late in the evening the Rat hour is already that of the following day.
  const days = day === undefined ? [] : [day, day + 1];
  if (hour !== undefined && day !== undefined && !days.some((of) => hourOfDay(of, hour) === hour))
    throw impossible("pairs.hour", hour, "the stem of an hour follows from that of its day");
  if (
    year !== undefined &&
    stars.year !== undefined &&
    (starOfYear(ERA + year) - stars.year) % 3 !== 0
  )
    throw impossible("stars.year", stars.year, "the pair and the star of a year go on together");
  const centres = Object.entries(starIn).map(([cell, star]) => centreWith(cell, star));
  if (stars.day !== undefined) centres.push(stars.day);
  if (new Set(centres).size > 1)
    throw impossible("starIn", JSON.stringify(starIn), "no board has these stars");
}

/** The pairs of the twelve months of a year with a pair. */
function monthsOfYear(year: Pair): readonly Pair[] {
  return Array.from({ length: 12 }, (_, i) => modulo(12 * year + 2 + i, 60));
}

function hourOfDay(day: Pair, hour: Pair): Pair {
  return modulo(12 * day + (hour % 12), 60);
}

/** The star in the centre of the board that has a star in a cell. */
function centreWith(cell: string, star: number): number {
  for (let centre = 1; centre <= 9; centre++) {
    const stars: Readonly<Record<string, number>> = board(centre);
    if (stars[cell] === star) return centre;
  }
  return 0;
}

function impossible(place: string, value: number | string, reason: string): AlmanacError {
  return new AlmanacError("nothing can ever match", {
    code: "search-impossible",
    place,
    value: String(value),
    hint: `Change one of the conditions: ${reason}.`,
  });
}

/** Whether a record is what the conditions ask for. */
export function matches(record: DayRecord, conditions: Conditions): boolean {
  const { pairs = {}, stars = {}, term, half, held, starIn } = conditions;
  const { season } = record;
  if (COLUMNS.some((column) => differs(pairs[column], record.pillars[column]))) return false;
  if (COLUMNS.some((column) => differs(stars[column], record.stars[column]))) return false;
  if (differs(term, record.term.longitude)) return false;
  if (half !== undefined && season?.half !== half) return false;
  if (held !== undefined && season?.held !== held) return false;
  if (starIn === undefined) return true;
  const cells: Readonly<Record<string, number>> = board(record.stars.day);
  return Object.entries(starIn).every(([cell, star]) => cells[cell] === star);
}

function differs(asked: number | undefined, found: number): boolean {
  return asked !== undefined && asked !== found;
}
