import { describe, expect, test } from "vitest";

import { outputOf } from "./support/run-almanac.ts";

/** Whole screens, kept in `golden/`: what a reader of a change sees is what a user sees. */
const SCREENS: readonly (readonly [name: string, line: string])[] = [
  ["day", "day 2024-08-23"],
  ["day-now", "day"],
  ["day-held", "day 2021-06-19"],
  ["day-ascii-north-up", "day 2021-08-23 --rule books --ascii --north-up"],
  ["day-vi", "day 2024-08-23 --lang vi"],
  ["day-zh-hant", "day 2024-08-23 --lang zh-Hant"],
  ["day-zh-hans", "day 2024-08-23 --lang zh-Hans"],
  ["day-tokyo-late-rat", "day 2024-08-23T23:30 --zone Asia/Tokyo --day-boundary 23:00"],
  ["day-before-the-era", "day 0500-03-01 --rule nearest"],
  ["hour", "hour 2021-12-21"],
  ["hour-yin", "hour 2021-08-23 --hour-half day --lang zh-Hant"],
  ["month", "month 2021-06"],
  ["month-now", "month"],
  ["year", "year 2021"],
  ["year-books-ascii", "year 2021 --rule books --ascii"],
  ["terms", "terms 2024"],
  ["terms-span", "terms 2023 2024 --zone UTC --lang vi"],
  ["fortune", "fortune 2024"],
  ["person", "person 1990-06-15"],
  ["person-before-spring", "person 1990-02-04T08:00 --sex female"],
  ["board", "board 1"],
  ["board-descending", "board 5 --descending --north-up --lang zh-Hans"],
  ["boards-2026", "boards 2026"],
  [
    "pillars",
    "pillars Jia-Dragon,Ren-Monkey,Ji-Sheep,Geng-Horse --from 1700-01-01 --to 2300-12-31",
  ],
  ["find", "find --from 2026-01-01 --to 2026-12-31 --star-in S=9 --half yin --lang vi"],
  ["compare-2021", "compare 2021"],
  ["compare-500", "compare 500"],
  ["explain", "explain 2021-08-23 --rule books"],
  ["explain-held", "explain 2021-06-19"],
  ["range", "range 2021-06-17 2021-06-23"],
  ["range-csv", "range 2021-08-22 2021-08-23 --csv --rule books"],
  ["help", "--help"],
  ["help-day", "day --help"],
];

describe("the screens", () => {
  test.each(SCREENS)("%s", async (name, line) => {
    await expect(await outputOf(line)).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});
