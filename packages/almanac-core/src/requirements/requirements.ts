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

/** What each requirement says; R1 to R3 are stated in the seed article, R4 follows from its text. */
export const REQUIREMENTS: Readonly<Record<RequirementId, string>> = /*#__PURE__*/ deepFreeze({
  R1: "The star goes forward from Winter Solstice to the end of Grain in ear, and backward from Summer Solstice to the end of Great Snow.",
  R2: "Neighbouring days differ by one step all year; only a day that the rule holds, or on which it turns, may keep the star of the day before.",
  R3: "The star changes by one step at most where the halves meet.",
  R4: "Each half starts on a Jia-Rat day of the rule's own count, and the star moves for 180 days in it: three rounds of sixty.",
});

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
  /** What is wrong, in words. */
  readonly problem: string;
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
  ofTurn: readonly Problem[] | undefined,
): readonly Violation[] {
  const step = modulo(day.star - eve.star + 4, 9) - 4;
  const meeting = day.half.first === day.jdn;
  const mayStand = day.held || ofTurn !== undefined;
  const ofDay = meeting ? meetingProblems(eve, step) : stepProblems(day, step, mayStand);
  return [...ofDay, ...(ofTurn ?? [])].map(([requirement, problem]) => ({
    requirement,
    date: dateOf(day.jdn),
    jdn: day.jdn,
    stars: [eve.star, day.star],
    problem,
  }));
}

type Problem = readonly [RequirementId, string];

const WAY: Readonly<Record<Half, string>> = { yang: "forward", yin: "backward" };

function stepProblems({ half }: DayFacts, step: number, mayStand: boolean): readonly Problem[] {
  const problems: Problem[] = [];
  if (half.half === "yang" ? step < 0 : step > 0) {
    problems.push([
      "R1",
      `the ${half.half} half goes ${WAY[half.half]}, the star moves by ${signed(step)}`,
    ]);
  }
  if (Math.abs(step) > 1) problems.push(["R2", `the star jumps by ${signed(step)}`]);
  if (step === 0 && !mayStand)
    problems.push(["R2", "the star stands still on a day that is not held"]);
  return problems;
}

function meetingProblems(eve: DayFacts, step: number): readonly Problem[] {
  if (Math.abs(step) <= 1) return [];
  return [["R3", `the star jumps by ${signed(step)} where the ${eve.half.half} half ends`]];
}

/** The rule's own halves: where its star turns, by its own count of pairs and of days. */
function halfProblems({ segment }: DayFacts, moved: number): readonly Problem[] {
  const { first, origin, limit } = segment;
  const pair = limit === MOVING_DAYS - 1 && first === origin ? 0 : dayPair(first);
  const problems: Problem[] = [];
  if (pair !== 0) problems.push(["R4", `the half starts ${pair} days after a Jia-Rat day`]);
  if (moved !== MOVING_DAYS) {
    problems.push([
      "R4",
      `the star moved for ${moved} days in the half before, not ${MOVING_DAYS}`,
    ]);
  }
  return problems;
}

function signed(step: number): string {
  return step > 0 ? `+${step}` : String(step);
}
