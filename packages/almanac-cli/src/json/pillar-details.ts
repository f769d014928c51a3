import {
  branchOf,
  hiddenStems,
  nayinOf,
  stemOf,
  tenRelation,
  voidBranches,
  type DayRecord,
  type Luck,
} from "almanac-core";

import type { Names } from "../names.ts";
import { pairJson, termJson } from "./day.ts";

const COLUMNS = ["year", "month", "day", "hour"] as const;

/** What tradition reads in the pillars of a birth as the published schema has it. */
export function detailsJson({ pillars }: DayRecord, names: Names, timeKnown: boolean): object {
  const day = stemOf(pillars.day);
  const { words } = names;
  const columns = COLUMNS.slice(0, timeKnown ? 4 : 3).map((column) => {
    const pair = pillars[column];
    const details = {
      relation: column === "day" ? null : tenRelation(day, stemOf(pair)),
      nayin: words.nayin[nayinOf(pair)],
      hidden: hiddenStems(branchOf(pair)).map((stem) => ({
        stem: words.stems[stem],
        relation: tenRelation(day, stem),
      })),
    };
    return [column, details] as const;
  });
  return {
    pillars: Object.fromEntries(columns),
    voidBranches: voidBranches(pillars.day).map((branch) => words.branches[branch]),
  };
}

/** The luck pillars of a birth as the published schema has them. */
export function luckJson(luck: Luck, names: Names): object {
  const { sex, forward, days, startsAfter, wholeYears, pairs, term } = luck;
  return {
    sex,
    forward,
    term: termJson(term, names),
    days: Number(days.toFixed(4)),
    startsAfter,
    wholeYears,
    pairs: pairs.map((pair) => pairJson(pair, names)),
  };
}
