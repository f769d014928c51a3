import { createAlmanac, formatDate, parseDate, parseZone, type Rule } from "almanac-core";
import { expect, test } from "vitest";

import { openNames } from "../src/names.ts";
import { EN } from "../src/texts/en.ts";
import { EXPLAIN_EN } from "../src/texts/explain-en.ts";
import { stepOf } from "../src/views/explain/sentences.ts";

const CASES: readonly (readonly [date: string, rule: Rule, zone?: string])[] = [
  ["2021-08-23", "season"],
  ["2021-08-23", "books"],
  ["2021-06-20", "season"],
  ["2020-06-20", "nearest"],
  ["2021-01-20", "interpolated"],
  ["1952-03-01", "season", "+08:00"],
];

const WORDS = { explain: EXPLAIN_EN, texts: EN, names: openNames("en") };

function page([date, rule, zone = "Asia/Ho_Chi_Minh"]: readonly [string, Rule, string?]): string {
  const almanac = createAlmanac({ rule, zone: parseZone(zone) });
  const { record, facts } = almanac.explain(parseDate(date));
  const lines = facts
    .map((fact) => stepOf(fact, WORDS))
    .map(
      ({ field, result, because, provenance, source }) =>
        `- **${field}: ${result}** (${provenance})\n  ${because}\n  Source: ${source}.`,
    );
  return [`## ${formatDate(record.date)}, rule ${rule}`, "", ...lines].join("\n");
}

test("the sentences say why every value of a day is what it is", async () => {
  await expect(`${CASES.map(page).join("\n\n")}\n`).toMatchFileSnapshot("golden/explain.md");
});
