// oxlint-disable-next-line typescript/triple-slash-reference -- the package's own code has no Node types
/// <reference types="node" />
import { readFile } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { createAlmanac, namesOf, parseDate, parseZone } from "../../src/index.ts";

/**
 * The days that the seed articles name and those around their turns, in UTC+7:
 * date, pair, star by the books, star by the season, half and day (h: held), apparent pair.
 */
const DAYS = `
2020-12-20  Ding-Cock    9 1  yin 183 h   Gui-Pig
2020-12-21  Wu-Dog       8 1  yang 1      Jia-Rat
2020-12-22  Ji-Pig       9 2  yang 2      Yi-Ox
2021-06-17  Bing-Monkey  9 8  yang 179    Ren-Dog
2021-06-18  Ding-Cock    1 9  yang 180    Gui-Pig
2021-06-20  Ji-Pig       3 9  yang 182 h  Gui-Pig
2021-06-21  Geng-Rat     9 9  yin 1       Jia-Rat
2021-06-22  Xin-Ox       8 8  yin 2       Yi-Ox
2021-08-22  Ren-Tiger    7 1  yin 63      Bing-Tiger
2021-08-23  Gui-Rabbit   9 9  yin 64      Ding-Rabbit
2021-12-17  Ji-Pig       7 1  yin 180     Gui-Pig
2021-12-20  Ren-Tiger    4 1  yin 183 h   Gui-Pig
2021-12-21  Gui-Rabbit   4 1  yang 1      Jia-Rat
2025-12-21  Jia-Rat      1 1  yang 1      Jia-Rat
2026-06-19  Jia-Rat      4 9  yang 181 h  Gui-Pig
`;

const zone = parseZone("+07:00");
const season = createAlmanac({ zone });
const books = createAlmanac({ zone, rule: "books" });
const { pairs } = namesOf("en");

function lineOf(text: string): string {
  const record = season.day(parseDate(text));
  const { half, day, held, apparent } = record.season!;
  return [
    text,
    pairs[record.pillars.day],
    books.day(parseDate(text)).stars.day,
    record.stars.day,
    half,
    day,
    ...(held ? ["h"] : []),
    pairs[apparent],
  ].join(" ");
}

function hourStars(date: string): string {
  return season
    .hours(parseDate(date))
    .map(({ star }) => star)
    .join(" ");
}

/** The day of the month on which the Sun reaches a longitude, by year. */
function daysOf(id: string, longitude: number): ReadonlyMap<number, number> {
  const terms = [...createAlmanac({ zone: parseZone(id) }).terms(1900, 2100)];
  return new Map(
    terms.filter((term) => term.longitude === longitude).map(({ date }) => [date.year, date.day]),
  );
}

function yearsThatDiffer(longitude: number): readonly number[] {
  const [seven, eight] = [daysOf("+07:00", longitude), daysOf("+08:00", longitude)];
  return [...seven].filter(([year, day]) => eight.get(year) !== day).map(([year]) => year);
}

function numbersIn(text: string): readonly number[] {
  return (text.match(/\d{4}/g) ?? []).map(Number);
}

describe("golden days", () => {
  const lines = DAYS.trim().split("\n");

  test.each(lines)("%s", (line) => {
    const expected = line.replaceAll(/\s+/g, " ");
    expect(lineOf(expected.slice(0, 10))).toBe(expected);
  });

  test("2021 in the two zones: UTC+8 has the same jump in the books", () => {
    const plus8 = createAlmanac({ zone: parseZone("+08:00"), rule: "books" });
    expect([22, 23].map((day) => plus8.day({ year: 2021, month: 8, day }).stars.day)).toEqual([
      7, 9,
    ]);
  });

  test("noon of 2024-08-23 in UTC+8, as two other libraries have it", () => {
    const record = createAlmanac({ zone: parseZone("+08:00"), rule: "nearest" }).day(
      parseDate("2024-08-23"),
    );
    expect(Object.values(record.pillars).map((pair) => pairs[pair])).toEqual([
      "Jia-Dragon",
      "Ren-Monkey",
      "Ji-Sheep",
      "Geng-Horse",
    ]);
    expect(record.stars).toEqual({ year: 3, month: 8, day: 8, hour: 9 });
  });

  test("2000-06-21 is 5 for both rules that count from the Jia-Rat day after it", () => {
    const stars = (["nearest", "interpolated"] as const).map(
      (rule) => createAlmanac({ zone, rule }).day(parseDate("2000-06-21")).stars.day,
    );
    expect(stars).toEqual([5, 5]);
  });

  test("the hours of 2021-08-23 fall and those of 2021-12-21 rise", () => {
    expect(hourStars("2021-08-23")).toBe("9 8 7 6 5 4 3 2 1 9 8 7");
    expect(hourStars("2021-12-21")).toBe("1 2 3 4 5 6 7 8 9 1 2 3");
  });

  test("the guide lists every solstice whose day is another in UTC+8 than in UTC+7", async () => {
    const page = await readFile(
      new URL("../../../../docs/almanac/zones-and-accuracy.md", import.meta.url),
      "utf8",
    );
    const [, winters = "", summers = ""] =
      /From 1900 to 2100,.*? winters of (.*?), and in the summers of (.*?)\./s.exec(page) ?? [];
    expect(numbersIn(winters)).toEqual(yearsThatDiffer(270));
    expect(numbersIn(summers)).toEqual(yearsThatDiffer(90));
  });
});
