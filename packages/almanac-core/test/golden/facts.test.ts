import { expect, test } from "vitest";

import { createAlmanac, parseDate, parseZone, type Fact, type Rule } from "../../src/index.ts";

/** The fact about a field of a day, as a program reads it. */
function factOf(date: string, rule: Rule, field: Fact["field"], zone = "+07:00"): Fact | undefined {
  const { facts } = createAlmanac({ rule, zone: parseZone(zone) }).explain(parseDate(date));
  return facts.find((fact) => fact.field === field);
}

test("a fact is given for every value of a record, in its order", () => {
  const { record, facts } = createAlmanac().explain(parseDate("2021-08-23"));
  expect(facts.map(({ field }) => field)).toEqual([
    "zone",
    "term",
    ...Object.keys(record.pillars).map((name) => `pillars.${name}`),
    ...Object.keys(record.stars).map((name) => `stars.${name}`),
    "season",
    "fortune",
  ]);
});

test("a fact is plain data, the same after JSON", () => {
  const { facts } = createAlmanac({ rule: "books" }).explain(parseDate("2021-08-23"));
  expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
});

test("the star of 23 August 2021 by the books is counted back from Heat ends", () => {
  expect(factOf("2021-08-23", "books", "stars.day")).toMatchObject({
    provenance: "stated",
    star: 9,
    half: "yin",
    cause: "term",
    term: { longitude: 150 },
    opened: { year: 2021, month: 8, day: 23 },
    originPair: 0,
    originStar: 3,
    days: 39,
    held: false,
  });
});

test("a leap of the rule nearest is counted back from the Jia-Rat day 30 days later", () => {
  expect(factOf("2020-06-20", "nearest", "stars.day")).toMatchObject({
    cause: "leap",
    opened: { year: 2020, month: 6, day: 20 },
    originPair: 0,
    originStar: 9,
    days: -30,
  });
});

test("a held day says that it stands still and that this is our reading", () => {
  expect(factOf("2021-06-20", "season", "stars.day")).toMatchObject({ held: true, days: 181 });
  expect(factOf("2021-06-20", "season", "season")).toMatchObject({ provenance: "reading" });
});

test("the years outside the season coordinates have no fact about the season", () => {
  expect(factOf("0500-06-01", "books", "season")).toBeUndefined();
});

test("a doubt is a fact with the term whose instant decides", () => {
  expect(factOf("1952-03-01", "season", "doubts", "+08:00")).toMatchObject({
    provenance: "computed",
    doubt: { about: "day", term: { longitude: 270, dateDoubtful: true } },
  });
});
