import { dayPair } from "../cycle/pairs.ts";
import type { DayRecord } from "../record/day-record.ts";
import type { AlmanacSettings } from "../record/options.ts";
import { segmentOf, type TableSegment, type YearTable } from "../record/year-table.ts";
import type { Rule } from "../stars/day/rule.ts";
import { starInSegment } from "../stars/day/segment.ts";
import type { TermSource } from "../term/local-term.ts";
import { dateOf } from "../time/civil-date.ts";
import type {
  DayStarFact,
  Explanation,
  Fact,
  HourStarFact,
  Provenance,
  SeasonFact,
} from "./fact.ts";

/** What the explained moment has been computed from. */
export interface Explained {
  readonly settings: AlmanacSettings;
  readonly table: YearTable;
  readonly termOf: TermSource;
  readonly record: DayRecord;
}

/** Gives the facts behind every value of a record: the term, the solstice, the turn, the rule. */
export function explain(explained: Explained): Explanation {
  const { settings, record } = explained;
  const { weatherYear, weatherMonth, pillars, stars, date } = record;
  const { dayBoundary } = settings;
  const late = record.time.hour >= 23;
  const day = record.jdn + (late && dayBoundary === "23:00" ? 1 : 0);
  const facts: readonly Fact[] = [
    { field: "zone", provenance: "reading", zone: settings.zone.id, date, dayBoundary },
    { field: "term", provenance: "computed", term: record.term, next: record.nextTerm },
    {
      field: "pillars.year",
      provenance: "reading",
      pair: pillars.year,
      weatherYear,
      civilYear: date.year,
    },
    { field: "pillars.month", provenance: "stated", pair: pillars.month, weatherMonth },
    { field: "pillars.day", provenance: "tradition", pair: pillars.day, jdn: day },
    { field: "pillars.hour", provenance: "tradition", pair: pillars.hour, late, dayBoundary },
    { field: "stars.year", provenance: "stated", star: stars.year, weatherYear },
    { field: "stars.month", provenance: "stated", star: stars.month, weatherYear, weatherMonth },
    dayStarFact(explained, day),
    hourStarFact(explained, record.jdn + (late ? 1 : 0)),
    ...seasonFacts(explained, day),
    { field: "fortune", provenance: "stated", fortune: record.fortune },
    ...record.doubts.map((doubt): Fact => ({ field: "doubts", provenance: "computed", doubt })),
  ];
  return { record, facts };
}

const RULE_PROVENANCE: Readonly<Record<Rule, Provenance>> = {
  season: "stated",
  books: "stated",
  nearest: "tradition",
  interpolated: "tradition",
};

function dayStarFact({ settings, table, termOf }: Explained, day: number): DayStarFact {
  const segment = segmentOf(table.stars, day);
  return {
    field: "stars.day",
    provenance: RULE_PROVENANCE[settings.rule],
    star: starInSegment(segment, day),
    rule: settings.rule,
    half: segment.half,
    cause: segment.cause,
    ...openingOf(segment, termOf),
    origin: dateOf(segment.origin),
    originPair: dayPair(segment.origin),
    originStar: segment.base,
    days: day - segment.origin,
    held: day - segment.origin > segment.limit,
  };
}

function hourStarFact({ settings, table, record }: Explained, hourDay: number): HourStarFact {
  const by = settings.hourHalf;
  return {
    field: "stars.hour",
    provenance: by === "day" ? "tradition" : "stated",
    star: record.stars.hour,
    half: segmentOf(by === "day" ? table.stars : table.halves, hourDay).half,
    by,
    dayPair: dayPair(hourDay),
  };
}

function seasonFacts({ table, termOf, record }: Explained, day: number): readonly SeasonFact[] {
  const { season } = record;
  if (season === null) return [];
  const provenance = season.held ? "reading" : "stated";
  const half = segmentOf(table.halves, day);
  return [{ field: "season", provenance, season, ...openingOf(half, termOf) }];
}

function openingOf(
  { ordinal, first }: TableSegment,
  termOf: TermSource,
): Pick<SeasonFact, "term" | "opened"> {
  return { term: termOf(ordinal), opened: dateOf(first) };
}
