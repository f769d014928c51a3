import { formatDate, REQUIREMENTS } from "almanac-core";

import type { Comparison } from "../comparison.ts";
import type { Names } from "../names.ts";
import { pairJson, starJson } from "./day.ts";
import { JSON_VERSION } from "./version.ts";

/** A comparison of the rules as the published schema has it. */
export function comparisonJson(
  year: number,
  zone: string,
  { findings, days }: Comparison,
  names: Names,
): object {
  return {
    version: JSON_VERSION,
    year,
    zone,
    requirements: REQUIREMENTS,
    rules: findings.map(({ rule, violations }) => ({
      rule,
      holds: violations !== undefined,
      violations: (violations ?? []).map(
        ({ requirement, date, stars: [before, after], problem }) => ({
          requirement,
          date: formatDate(date),
          before: starJson(before, names),
          after: starJson(after, names),
          problem,
        }),
      ),
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
      breaks,
    })),
  };
}
