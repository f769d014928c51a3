import { board, formatDate } from "almanac-core";

import type { Comparison } from "../comparison.ts";
import type { Names } from "../names.ts";
import type { Texts } from "../texts/texts.ts";
import { problemText } from "../views/problem.ts";
import { pairJson, starJson } from "./day.ts";
import { JSON_VERSION } from "./version.ts";

/** A comparison of the rules as the published schema has it. */
export function comparisonJson(
  year: number,
  zone: string,
  { findings, days }: Comparison,
  names: Names,
  texts: Texts,
): object {
  return {
    version: JSON_VERSION,
    year,
    zone,
    requirements: texts.compare.requirements,
    rules: findings.map(({ rule, violations }) => ({
      rule,
      holds: violations !== undefined,
      violations: (violations ?? []).map((violation) => ({
        requirement: violation.requirement,
        date: formatDate(violation.date),
        before: starJson(violation.stars[0], names),
        after: starJson(violation.stars[1], names),
        problem: problemText(violation, names, texts),
      })),
    })),
    days: days.map(({ date, pair, stars, breaks }) => ({
      date: formatDate(date),
      pair: pairJson(pair, names),
      stars: Object.fromEntries(
        Object.entries(stars).map(([rule, number]: readonly [string, number]) => [
          rule,
          starJson(number, names),
        ]),
      ),
      boards: Object.fromEntries(
        Object.entries(stars).map(([rule, number]: readonly [string, number]) => [
          rule,
          board(number),
        ]),
      ),
      breaks,
    })),
  };
}
