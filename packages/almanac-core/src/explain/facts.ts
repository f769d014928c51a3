import { modulo, dayPair } from "../cycle/pairs.ts";
import { EN } from "../names/en.ts";
import { pairName, termName } from "../names/languages.ts";
import type { AlmanacSettings, Rule } from "../options.ts";
import type { DayRecord, Doubt, Half, SeasonDay } from "../record/day-record.ts";
import { segmentOf, type TableSegment, type YearTable } from "../record/year-table.ts";
import { MOVING_DAYS } from "../stars/day/season.ts";
import { type Cause, starInSegment } from "../stars/day/segment.ts";
import type { LocalTerm } from "../term/local-term.ts";
import { dateOf, textOf } from "../time/civil-date.ts";
import { entry } from "../values/entry.ts";

/**
 * What a statement stands on: `stated` in the seed articles, `tradition` of other published sources,
 * `computed` by astronomy, or `reading`: ours, where the articles say nothing.
 */
export type Provenance = "stated" | "tradition" | "computed" | "reading";

/** Why one value of a record is what it is. */
export interface ExplanationStep {
  /** The field of the record: `pillars.year`, `stars.day`, `season`, `fortune`, `term`, `zone`, `doubts`. */
  readonly field: string;
  /** The value as the authors name it. */
  readonly result: string;
  /** The reason in a sentence or two. */
  readonly because: string;
  /** What the reason stands on. */
  readonly provenance: Provenance;
  /** Where the rule can be read. */
  readonly source: string;
}

/** A record and the reasons for it. */
export interface Explanation {
  /** The record that is explained. */
  readonly record: DayRecord;
  /** One step for each value, in the order of the record. */
  readonly steps: readonly ExplanationStep[];
}

const ARTICLES = {
  months: "“I Ching Algorithm: Nine Stars of the Month, Nine Stars of the Hour”",
  days: "“I Ching Algorithm: Construction of Apparent Stems and Branches”",
  fortunes:
    "“I Ching Algorithm: The Luo River Diagram and the forecast of Three Epochs - Nine Fortunes”",
  destiny: "“I Ching Algorithm: How to study, apply and develop the I Ching?”",
};

/** Gives the reason for every value of a record: the term, the solstice, the turn, the rule, the source. */
export function explain(
  settings: AlmanacSettings,
  table: YearTable,
  record: DayRecord,
): Explanation {
  const late = record.time.hour >= 23;
  const day = record.jdn + (late && settings.dayBoundary === "23:00" ? 1 : 0);
  return {
    record,
    steps: [
      zoneStep(settings, record),
      termStep(record),
      ...pillarSteps(settings, record, day, late),
      ...cyclicStarSteps(record),
      dayStarStep(settings, segmentOf(table.stars, day), day, table),
      hourStarStep(settings, record, table, record.jdn + (late ? 1 : 0)),
      ...(record.season ? [seasonStep(segmentOf(table.halves, day), record.season, table)] : []),
      fortuneStep(record),
      ...record.doubts.map(doubtStep),
    ],
  };
}

function zoneStep({ zone, dayBoundary }: AlmanacSettings, { date }: DayRecord): ExplanationStep {
  return {
    field: "zone",
    result: zone.id,
    because: `${textOf(date)} is a day on the clock of ${zone.id}, and begins at ${dayBoundary}. The zone is a setting, never that of the machine.`,
    provenance: "reading",
    source: "the zone of the authors is the default",
  };
}

function termStep({ term, nextTerm }: DayRecord): ExplanationStep {
  return {
    field: "term",
    result: termName(EN, term.longitude),
    because: `The Sun reached ${term.longitude}° at ${clock(term)} (± ${term.error.toFixed(1)} s) and reaches ${nextTerm.longitude}°, ${termName(EN, nextTerm.longitude)}, at ${clock(nextTerm)}.`,
    provenance: "computed",
    source: "VSOP87D with nutation, aberration and ΔT; see the accuracy table",
  };
}

function pillarSteps(
  settings: AlmanacSettings,
  record: DayRecord,
  day: number,
  late: boolean,
): readonly ExplanationStep[] {
  const { pillars, weatherYear, weatherMonth, date } = record;
  const early =
    weatherYear < date.year ? `, for Spring starts of ${date.year} is still to come` : "";
  return [
    {
      field: "pillars.year",
      result: pairName(EN, pillars.year),
      because: `The weather year ${weatherYear} runs from Spring starts to Spring starts${early}; its pair is (${weatherYear} − 4) mod 60.`,
      provenance: "reading",
      source: `${ARTICLES.months}: the first month is the Tiger`,
    },
    {
      field: "pillars.month",
      result: pairName(EN, pillars.month),
      because: `It is weather month ${weatherMonth} of the year, counted by the instants of the periods that open months; 604 began with the Bing-Tiger month, two after Jia-Rat.`,
      provenance: "stated",
      source: ARTICLES.months,
    },
    {
      field: "pillars.day",
      result: pairName(EN, pillars.day),
      because: `The day's Julian day number is ${day}, and (${day} + 49) mod 60 = ${pillars.day}.`,
      provenance: "tradition",
      source: "the unbroken count of days",
    },
    {
      field: "pillars.hour",
      result: pairName(EN, pillars.hour),
      because: `Twelve double hours a day are counted on without a break${late ? "; from 23:00 it is the Rat hour of the following day" : ""}${late && settings.dayBoundary === "midnight" ? ", though the day itself changes at midnight" : ""}.`,
      provenance: "tradition",
      source: "five Rats: the stem of the Rat hour follows from that of the day",
    },
  ];
}

function cyclicStarSteps(record: DayRecord): readonly ExplanationStep[] {
  const { stars, weatherYear, weatherMonth } = record;
  return [
    {
      field: "stars.year",
      result: starName(stars.year),
      because: `The star of 604 is 1 and goes down by one a year; ${weatherYear} is ${weatherYear - 604} years on.`,
      provenance: "stated",
      source: `${ARTICLES.destiny}: the table Jia-Rat Round With Three Epochs`,
    },
    {
      field: "stars.month",
      result: starName(stars.month),
      because: `The Jia-Rat month of the first year is 1 and the star goes down by one a month; this is month ${weatherMonth} of ${weatherYear}.`,
      provenance: "stated",
      source: ARTICLES.months,
    },
  ];
}

const DAY_RULE_SOURCES: Readonly<Record<Rule, readonly [Provenance, string]>> = {
  season: [
    "stated",
    `${ARTICLES.days}: season coordinates, immobilization of the transition qi field`,
  ],
  books: ["stated", `${ARTICLES.days}: the way of current books, which it criticises`],
  nearest: [
    "tradition",
    "the turn at the Jia-Rat day nearest the solstice, as common almanacs and libraries count",
  ],
  interpolated: [
    "tradition",
    "the first Jia-Rat day after the solstice, counted back to the solstice",
  ],
};

function dayStarStep(
  { rule }: AlmanacSettings,
  segment: TableSegment,
  day: number,
  table: YearTable,
): ExplanationStep {
  const [provenance, source] = DAY_RULE_SOURCES[rule];
  return {
    field: "stars.day",
    result: starName(starInSegment(segment, day)),
    because: `${opening(segment, table)} ${counting(segment, day)}`,
    provenance,
    source: `${source} (rule ${rule})`,
  };
}

/** How a segment began, by its cause. */
const OPENINGS: Readonly<Record<Cause, (on: string, term: string, half: Half) => string>> = {
  solstice: (on, term, half) => `${term} opened the ${half} half on ${on}`,
  term: (on, term) => `${term} gives the Jia-Rat day another star from ${on} on`,
  "jia-rat": (on, term) =>
    `${on} is a Jia-Rat day, on which the books start again from the star of ${term}`,
  "nearest-jia-rat": (on, term) => `${on} is the Jia-Rat day at which the star turns for ${term}`,
  leap: (on, term) =>
    `The Jia-Rat day for ${term} comes 240 days after the turn before it, so the star turns 30 days earlier, on the Jia-Horse day ${on}`,
};

function opening({ cause, first, ordinal, half }: TableSegment, table: YearTable): string {
  const on = textOf(dateOf(first));
  const term = `${nameOfOrdinal(ordinal)}${termClock(table, ordinal)}`;
  const way = half === "yang" ? "forward" : "backward";
  return `${OPENINGS[cause](on, term, half)}; the star goes ${way}.`;
}

function counting({ origin, base, limit }: TableSegment, day: number): string {
  const jiaRat = dayPair(origin) === 0 ? "The Jia-Rat day " : "";
  const start = `${jiaRat}${textOf(dateOf(origin))} has ${starName(base)}`;
  const steps = day - origin;
  if (steps > limit) {
    return `${start}; after ${MOVING_DAYS} days the qi field stands still until the next solstice.`;
  }
  return `${start}, and this day is ${Math.abs(steps)} days ${steps < 0 ? "before" : "after"} it.`;
}

/** The days whose Rat hours have the same star, by `branch mod 3`. */
const DAY_GROUPS: readonly string[] = [
  "Rat, Horse, Rabbit and Cock",
  "Dragon, Dog, Ox and Sheep",
  "Tiger, Monkey, Snake and Pig",
];

function hourStarStep(
  settings: AlmanacSettings,
  record: DayRecord,
  table: YearTable,
  hourDay: number,
): ExplanationStep {
  const byDay = settings.hourHalf === "day";
  const { half } = segmentOf(byDay ? table.stars : table.halves, hourDay);
  const group = entry(DAY_GROUPS, dayPair(hourDay) % 3);
  const by = byDay ? "the day's own star goes that way" : "the solstice decides";
  return {
    field: "stars.hour",
    result: starName(record.stars.hour),
    because: `In the ${half} half (${by}) the stars of the hours go ${half === "yang" ? "forward" : "backward"} from the Rat hour, whose star is set for ${group} days.`,
    provenance: byDay ? "tradition" : "stated",
    source: ARTICLES.months,
  };
}

function seasonStep(half: TableSegment, season: SeasonDay, table: YearTable): ExplanationStep {
  return {
    field: "season",
    result: `${season.half} ${season.day}, apparent ${pairName(EN, season.apparent)}${season.held ? ", held" : ""}`,
    because: `${nameOfOrdinal(half.ordinal)}${termClock(table, half.ordinal)} made ${textOf(dateOf(half.first))} the apparent Jia-Rat day of the half; this is day ${season.day} of it${season.held ? `, past the ${MOVING_DAYS} that move` : ""}.`,
    provenance: season.held ? "reading" : "stated",
    source: season.held
      ? `${ARTICLES.days} states that the star is kept; the label Gui-Pig and the hold in winter are our reading`
      : ARTICLES.days,
  };
}

function fortuneStep({ fortune }: DayRecord): ExplanationStep {
  return {
    field: "fortune",
    result: `Fortune ${fortune.number}`,
    because: `${EN.epochs[fortune.epoch]}, weather years ${fortune.from} to ${fortune.to}: twenty years to a Fortune, counted from 604.`,
    provenance: "stated",
    source: ARTICLES.fortunes,
  };
}

/** What hangs on a doubt, in words. */
const DOUBTS: Readonly<Record<Doubt["about"], string>> = {
  term: "the weather period of this moment",
  month: "the month of this moment",
  year: "the year of this moment",
  day: "the star of the day, counted from the day of that instant,",
  season: "the day of the half, counted from the day of that instant,",
};

function doubtStep({ about, term }: Doubt): ExplanationStep {
  return {
    field: "doubts",
    result: about === "term" ? "period" : about,
    because: `${termName(EN, term.longitude)} came at ${clock(term)}, and its error of ± ${term.error.toFixed(1)} s reaches over the boundary: ${DOUBTS[about]} may be another.`,
    provenance: "computed",
    source: "the stated error of the Sun's place and of ΔT",
  };
}

function starName(number: number): string {
  return EN.stars[number - 1]?.short ?? "";
}

function nameOfOrdinal(ordinal: number): string {
  return EN.terms[modulo(ordinal, 24)] ?? "";
}

function termClock(table: YearTable, ordinal: number): string {
  const term = table.terms.find((candidate) => candidate.ordinal === ordinal);
  return term ? ` (${clock(term)})` : "";
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function clock({ date, time }: LocalTerm): string {
  return `${textOf(date)} ${two(time.hour)}:${two(time.minute)}:${two(Math.floor(time.second))}`;
}
