import { expect, it } from "vitest";

import { createAlmanac, formatDate, parseDate, parseZone, type Rule } from "../../src/index.ts";

const CASES: readonly (readonly [date: string, rule: Rule, zone?: string])[] = [
  ["2021-08-23", "season"],
  ["2021-08-23", "books"],
  ["2021-06-20", "season"],
  ["2020-06-20", "nearest"],
  ["2021-01-20", "interpolated"],
  ["1952-03-01", "season", "+08:00"],
];

function page([date, rule, zone = "Asia/Ho_Chi_Minh"]: readonly [string, Rule, string?]): string {
  const almanac = createAlmanac({ rule, zone: parseZone(zone) });
  const { record, steps } = almanac.explain(parseDate(date));
  const lines = steps.map(
    ({ field, result, because, provenance, source }) =>
      `- **${field}: ${result}** (${provenance})\n  ${because}\n  Source: ${source}.`,
  );
  return [`## ${formatDate(record.date)}, rule ${rule}`, "", ...lines].join("\n");
}

it("explains every value of a day", async () => {
  await expect(`${CASES.map(page).join("\n\n")}\n`).toMatchFileSnapshot("explain.md");
});
