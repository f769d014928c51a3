import type { Half } from "../cycle/halves.ts";
import { dayPair } from "../cycle/pairs.ts";
import { modulo } from "../number/modulo.ts";
import { segmentOf, type TableSegment, type YearTable } from "../record/year-table.ts";
import type { Rule } from "../stars/day/rule.ts";
import { MOVING_DAYS } from "../stars/day/season.ts";
import { starInSegment } from "../stars/day/segment.ts";
import { type CivilDate, dateOf, jdnOf } from "../time/civil-date.ts";
import { deepFreeze } from "../values/freeze.ts";

/** The four requirements of the star of the day. */
export type RequirementId = "R1" | "R2" | "R3" | "R4";

/**
 * Every requirement. R1: forward in the yang half, backward in the yin half. R2: neighbours differ by
 * one step, unless the day is held or the star turns. R3: at most one step where the halves meet. R4:
 * each half starts on a Jia-Rat day of the rule's own count, and the star moves for 180 days in it.
 * R1 to R3 are stated in the seed article, R4 follows from its text.
 */
export const REQUIREMENTS: readonly RequirementId[] = /*#__PURE__*/ deepFreeze([
  "R1",
  "R2",
  "R3",
  "R4",
]);

/** What is wrong with a day that breaks a requirement. */
export type Problem =
  /** R1: the star goes against its half by `amount`. */
  | "direction"
  /** R2: the star jumps by `amount`. */
  | "jump"
  /** R2: the star stands still on a day that is not held. */
  | "standstill"
  /** R3: the star jumps by `amount` where `half` ends. */
  | "meeting"
  /** R4: `half` starts `amount` days after a Jia-Rat day. */
  | "start"
  /** R4: the star moved for `amount` days in the half before. */
  | "length";

/** A day on which a requirement is broken. */
export interface Violation {
  /** Which requirement is broken. */
  readonly requirement: RequirementId;
  /** The civil date of the day. */
  readonly date: CivilDate;
  /** The Julian day number of the day. */
  readonly jdn: number;
  /** The star of the day before and of the day, 1..9. */
  readonly stars: readonly [number, number];
  /** What is wrong. */
  readonly problem: Problem;
  /** The half that the day is in; of a meeting, the one that ends. */
  readonly half: Half;
  /** The step of the star, or a number of days. */
  readonly amount: number;
}

/** What a check found. */
export interface RequirementReport {
  /** The rule that was checked. */
  readonly rule: Rule;
  /** The first civil year. */
  readonly fromYear: number;
  /** The last civil year. */
  readonly toYear: number;
  /** In order of time. */
  readonly violations: readonly Violation[];
}

/** What of a year table the checker reads. */
type CheckedTable = Pick<YearTable, "firstDay" | "stars" | "halves">;

interface DayFacts {
  readonly jdn: number;
  readonly star: number;
  readonly segment: TableSegment;
  /** The half of the year by the solstice. */
  readonly half: TableSegment;
  readonly held: boolean;
}

/** Checks every day of a run of civil years against the day before it. */
export function checkRequirements(
  rule: Rule,
  tableOf: (year: number) => CheckedTable,
  fromYear: number,
  toYear: number,
): RequirementReport {
  const from = jdnOf({ year: fromYear, month: 1, day: 1 });
  const violations: Violation[] = [];
  let eve: DayFacts | undefined;
  let moved = 0;
  // Starts a year earlier, to know the half in progress on the first day from its beginning.
  for (const day of daysOf(tableOf, fromYear - 1, toYear)) {
    const turns = eve !== undefined && day.segment.half !== eve.segment.half;
    if (eve && day.jdn >= from) {
      violations.push(...violationsOf(eve, day, turns ? halfProblems(day, moved) : undefined));
    }
    if (turns) moved = 0;
    if (!day.held) moved++;
    eve = day;
  }
  return { rule, fromYear, toYear, violations };
}

function* daysOf(
  tableOf: (year: number) => CheckedTable,
  fromYear: number,
  toYear: number,
): IterableIterator<DayFacts> {
  for (let year = fromYear; year <= toYear; year++) {
    const table = tableOf(year);
    const end = jdnOf({ year: year + 1, month: 1, day: 1 });
    for (let jdn = table.firstDay; jdn < end; jdn++) yield factsOf(table, jdn);
  }
}

function factsOf(table: CheckedTable, jdn: number): DayFacts {
  const segment = segmentOf(table.stars, jdn);
  const half = segmentOf(table.halves, jdn);
  return {
    jdn,
    star: starInSegment(segment, jdn),
    segment,
    half,
    held: jdn - segment.origin > segment.limit,
  };
}

function violationsOf(
  eve: DayFacts,
  day: DayFacts,
  ofTurn: readonly Finding[] | undefined,
): readonly Violation[] {
  const step = modulo(day.star - eve.star + 4, 9) - 4;
  const meeting = day.half.first === day.jdn;
  const mayStand = day.held || ofTurn !== undefined;
  const ofDay = meeting ? meetingProblems(eve, step) : stepProblems(day, step, mayStand);
  return [...ofDay, ...(ofTurn ?? [])].map((found) => ({
    date: dateOf(day.jdn),
    jdn: day.jdn,
    stars: [eve.star, day.star],
    ...found,
  }));
}

type Finding = Pick<Violation, "requirement" | "problem" | "half" | "amount">;

function stepProblems({ half: { half } }: DayFacts, step: number, mayStand: boolean): Finding[] {
  const found: Finding[] = [];
  if (half === "yang" ? step < 0 : step > 0)
    found.push({ requirement: "R1", problem: "direction", half, amount: step });
  if (Math.abs(step) > 1) found.push({ requirement: "R2", problem: "jump", half, amount: step });
  if (step === 0 && !mayStand)
    found.push({ requirement: "R2", problem: "standstill", half, amount: step });
  return found;
}

function meetingProblems({ half: { half } }: DayFacts, step: number): Finding[] {
  if (Math.abs(step) <= 1) return [];
  return [{ requirement: "R3", problem: "meeting", half, amount: step }];
}

/** The rule's own halves: where its star turns, by its own count of pairs and of days. */
function halfProblems({ segment }: DayFacts, moved: number): Finding[] {
  const { first, origin, limit, half } = segment;
  const pair = limit === MOVING_DAYS - 1 && first === origin ? 0 : dayPair(first);
  const found: Finding[] = [];
  if (pair !== 0) found.push({ requirement: "R4", problem: "start", half, amount: pair });
  if (moved !== MOVING_DAYS)
    found.push({ requirement: "R4", problem: "length", half, amount: moved });
  return found;
}
