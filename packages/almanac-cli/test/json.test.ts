import { readFileSync } from "node:fs";

import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";

import { outputOf, runAlmanac } from "./support/run-almanac.ts";

const schema: object = JSON.parse(
  readFileSync(new URL("../schema/almanac.schema.json", import.meta.url), "utf8"),
);
const ajv = new Ajv2020({
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  allErrors: true,
});
ajv.addSchema(schema, "almanac");

/** What is wrong with a value by the published schema; nothing when it fits. */
function faults(definition: string, value: unknown): readonly unknown[] {
  const validate = ajv.getSchema(`almanac#/$defs/${definition}`);
  if (validate === undefined) throw new Error(`the schema has no definition ${definition}`);
  return validate(value) ? [] : (validate.errors ?? []);
}

async function jsonOf(line: string): Promise<any> {
  return JSON.parse(await outputOf(`${line} --json`));
}

describe("the published schema", () => {
  test.each([
    ["day", "day"],
    ["day", "day 2021-06-19T23:30:15+09:00 --lang vi"],
    ["day", "day 0400-01-01 --rule books --zone UTC"],
    ["day", "day 1951-12-22T23:59:59 --zone +08:00"],
    ["hour", "hour 2021-12-21 --lang zh-Hant"],
    ["month", "month 2024-02"],
    ["year", "year 2021"],
    ["terms", "terms 2020 2022 --zone Europe/Berlin"],
    ["fortune", "fortune 1864"],
    ["person", "person 1990-06-15"],
    ["person", "person 1990-02-01 --sex male"],
    ["board-of-star", "board 5"],
    ["boards", "boards 2026 --lang vi"],
    ["compare", "compare 2021"],
    ["compare", "compare 500"],
    ["explain", "explain 2021-08-23 --rule nearest"],
    ["plot", "plot 2021"],
  ])("describes %s: %s", async (definition, line) => {
    expect(faults(definition, await jsonOf(line))).toEqual([]);
  });

  test("describes every line of a range", async () => {
    const lines = (await outputOf("range 2021-01-01 2021-12-31 --json")).trimEnd().split("\n");
    expect(lines).toHaveLength(365);
    expect(lines.flatMap((line) => faults("range", JSON.parse(line)))).toEqual([]);
  });

  test("describes an error", async () => {
    const { stderr, exitCode } = await runAlmanac(["day", "2021-02-29", "--json"]);
    expect(exitCode).toBe(2);
    expect(faults("error", JSON.parse(stderr))).toEqual([]);
    const unknown = await runAlmanac(["day", "--json", "--chekc"]);
    expect(faults("error", JSON.parse(unknown.stderr))).toEqual([]);
  });

  test("refuses what it does not describe", async () => {
    const day = await jsonOf("day 2021-08-23");
    expect(faults("day", { ...day, stars: { ...day.stars, day: { number: 10 } } })).not.toEqual([]);
    expect(faults("day", { ...day, extra: 1 })).not.toEqual([]);
  });
});

describe("day --json", () => {
  test("has the fields that scripts read", async () => {
    expect(await jsonOf("day 2024-08-23 --zone +08:00 --rule nearest")).toMatchObject({
      date: "2024-08-23",
      time: "12:00:00",
      zone: "+08:00",
      rule: "nearest",
      pillars: {
        year: { index: 40, name: "Jia-Dragon" },
        month: { index: 8, name: "Ren-Monkey" },
        day: { index: 55, name: "Ji-Sheep" },
        hour: { index: 6, name: "Geng-Horse" },
      },
      stars: {
        year: { number: 3, name: "3-Blue", element: "wood" },
        month: { number: 8 },
        day: { number: 8 },
        hour: { number: 9, element: "fire" },
      },
      fortune: { epoch: "lower", number: 9, from: 2024, to: 2043 },
      term: { longitude: 150, name: "Heat ends" },
      nextTerm: { longitude: 165, name: "White Dew" },
    });
  });

  test.each([
    // date, real pair, star by the books, star by the season, half, day of it, held, apparent pair
    ["2020-12-20", "Ding-Cock", 9, 1, "yin", 183, true, "Gui-Pig"],
    ["2020-12-21", "Wu-Dog", 8, 1, "yang", 1, false, "Jia-Rat"],
    ["2021-06-18", "Ding-Cock", 1, 9, "yang", 180, false, "Gui-Pig"],
    ["2021-06-20", "Ji-Pig", 3, 9, "yang", 182, true, "Gui-Pig"],
    ["2021-06-21", "Geng-Rat", 9, 9, "yin", 1, false, "Jia-Rat"],
    ["2021-08-22", "Ren-Tiger", 7, 1, "yin", 63, false, "Bing-Tiger"],
    ["2021-08-23", "Gui-Rabbit", 9, 9, "yin", 64, false, "Ding-Rabbit"],
    ["2025-12-21", "Jia-Rat", 1, 1, "yang", 1, false, "Jia-Rat"],
  ])("%s is %s, %i by the books, %i by the season", async (date, pair, books, star, ...season) => {
    const bySeason = await jsonOf(`day ${date} --rule season`);
    const byBooks = await jsonOf(`day ${date} --rule books`);
    const [half, day, held, apparent] = season;
    expect(bySeason.pillars.day.name).toBe(pair);
    expect(byBooks.stars.day.number).toBe(books);
    expect(bySeason.stars.day.number).toBe(star);
    expect(bySeason.season).toMatchObject({ half, day, held, apparent: { name: apparent } });
  });

  test("a time with an offset is that instant on the clock of the zone", async () => {
    const day = await jsonOf("day 2024-02-04T16:27:08+08:00");
    expect(day).toMatchObject({ date: "2024-02-04", time: "15:27:08", weatherYear: 2024 });
    expect((await jsonOf("day 2024-02-04T08:27:07Z")).weatherYear).toBe(2023);
  });

  test("today, tomorrow and yesterday are those of the zone", async () => {
    const place = { now: Date.UTC(2026, 2, 1, 23, 30) };
    const date = async (line: string): Promise<string> =>
      JSON.parse(await outputOf(`${line} --json`, place)).date;
    expect(await date("day")).toBe("2026-03-02");
    expect(await date("day today --zone UTC")).toBe("2026-03-01");
    expect(await date("day tomorrow --zone UTC")).toBe("2026-03-02");
    expect(await date("day yesterday")).toBe("2026-03-01");
  });
});

test("terms --json is an array of terms in order of time in the civil years of the zone", async () => {
  const terms = await jsonOf("terms 2024");
  expect(terms).toHaveLength(24);
  const spring = terms[2];
  expect(spring).toMatchObject({ longitude: 315, name: "Spring starts" });
  expect(spring.instant).toMatch(/^2024-02-04T08:27:07\.\d{3}Z$/);
  expect(spring.jdTT).toBeCloseTo(2460344.852_96, 4);
  const instants = terms.map(({ instant }: { instant: string }) => instant);
  expect(instants).toEqual(instants.toSorted());
});
