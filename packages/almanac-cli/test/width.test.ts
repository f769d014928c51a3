import stringWidth from "string-width";
import { describe, expect, test } from "vitest";

import { runAlmanac } from "./support/run-almanac.ts";

const LANGUAGES = ["en", "vi", "zh-Hant", "zh-Hans"];

async function lines(line: string, columns: number): Promise<readonly string[]> {
  const { stdout } = await runAlmanac(line.split(" "), { columns, isTTY: true });
  return stdout.split("\n");
}

describe.each(LANGUAGES)("in %s", (lang) => {
  test("the day fits a screen of 80 columns and 24 lines", async () => {
    for (const date of ["2024-08-23", "2021-06-19", "1951-12-23"]) {
      const shown = await lines(`day ${date} --lang ${lang}`, 80);
      expect(Math.max(...shown.map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
      expect(shown.length).toBeLessThanOrEqual(24);
    }
  });

  test("the frames of the boards line up, a wide character taking two columns", async () => {
    const boards = (await lines(`day 2024-08-23 --lang ${lang}`, 80)).slice(5, 12);
    expect(new Set(boards.map((line) => stringWidth(line)))).toEqual(new Set([79]));
    const large = (await lines(`board 1 --lang ${lang}`, 80)).slice(2, 9);
    expect(new Set(large.map((line) => stringWidth(line)))).toEqual(new Set([46]));
  });

  test("a narrow screen has two boards in a row, or one", async () => {
    for (const columns of [60, 40, 20]) {
      const shown = (await lines(`day 2024-08-23 --lunar none --lang ${lang}`, columns)).slice(
        2,
        -8,
      );
      expect(Math.max(...shown.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
    }
  });
});
