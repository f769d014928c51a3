import { expect, it } from "vitest";

import { createAlmanac, formatDate, parseDate, type Rule } from "../../src/index.ts";

const CASES: readonly (readonly [date: string, rule: Rule])[] = [
  ["2021-08-23", "season"],
  ["2021-08-23", "books"],
  ["2021-06-20", "season"],
  ["2020-06-20", "nearest"],
  ["2021-01-20", "interpolated"],
];

function page([date, rule]: readonly [string, Rule]): string {
  const { record, steps } = createAlmanac({ rule }).explain(parseDate(date));
  const lines = steps.map(
    ({ field, result, because, provenance, source }) =>
      `- **${field}: ${result}** (${provenance})\n  ${because}\n  Source: ${source}.`,
  );
  return [`## ${formatDate(record.date)}, rule ${rule}`, "", ...lines].join("\n");
}

it("explains every value of a day", async () => {
  await expect(`${CASES.map(page).join("\n\n")}\n`).toMatchFileSnapshot("explain.md");
});
