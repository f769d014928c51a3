import { describe, expect, test } from "vitest";

import * as core from "../src/index.ts";
import { createAlmanac, LANGUAGES, namesOf, RULES, type Almanac } from "../src/index.ts";

const YEAR = 2021;
const FROM = { year: YEAR, month: 6, day: 15 };
const TO = { year: YEAR, month: 7, day: 15 };

/** Every object that can be reached from a value. */
function objectsIn(value: unknown, found = new Set<object>()): ReadonlySet<object> {
  if (typeof value !== "object" || value === null || found.has(value)) return found;
  found.add(value);
  for (const part of Object.values(value)) objectsIn(part, found);
  return found;
}

/** Writes nonsense wherever it can, as a careless caller would. */
function spoil(value: unknown): void {
  for (const part of objectsIn(value)) {
    for (const key of Object.keys(part)) Reflect.set(part, key, 99);
    if (Array.isArray(part) && !Object.isFrozen(part)) part.push(99);
  }
}

/** All that an almanac answers about some days around a turn, as text. */
function answers(almanac: Almanac): string {
  return JSON.stringify([
    almanac.settings,
    [...almanac.days(FROM, TO)],
    almanac.day(FROM),
    almanac.at(almanac.day(TO).instant),
    almanac.hours(FROM),
    [...almanac.terms(YEAR)],
    almanac.explain(FROM),
    almanac.destiny({ date: FROM }),
    almanac.check(YEAR),
  ]);
}

describe.each(RULES)("an almanac by the rule %s", (rule) => {
  test("answers as before after a caller has written into every answer", () => {
    const zone = { id: "mine", initialOffset: 25_200, transitions: [{ at: 0, offset: 28_800 }] };
    const settings = { rule, zone, school: { lastBefore: 29, leap: true } } as const;
    const almanac = createAlmanac(structuredClone(settings));
    const before = answers(almanac);
    const given = structuredClone(settings);
    const spoilt = createAlmanac(given);
    spoil(given);
    spoil(spoilt.settings);
    for (const record of spoilt.days(FROM, TO)) spoil(record);
    for (const term of spoilt.terms(YEAR)) spoil(term);
    spoil(spoilt.day(FROM));
    spoil(spoilt.at(spoilt.day(TO).instant));
    spoil(spoilt.hours(FROM));
    spoil(spoilt.explain(FROM));
    spoil(spoilt.destiny({ date: FROM }));
    spoil(spoilt.check(YEAR));
    expect(answers(spoilt)).toBe(before);
  });
});

test("a record that is in doubt shares nothing that can be changed", () => {
  const almanac = createAlmanac({ zone: core.parseZone("+08:00") });
  const date = { year: 1952, month: 3, day: 1 };
  const before = JSON.stringify(almanac.day(date));
  expect(almanac.day(date).doubts.length).toBeGreaterThan(0);
  spoil(almanac.day(date));
  expect(JSON.stringify(almanac.day(date))).toBe(before);
});

test("a record keeps its date and time when the caller changes the arguments", () => {
  const date = { ...FROM };
  const time = { hour: 8, minute: 30, second: 0 };
  const record = createAlmanac().day(date, time);
  spoil(date);
  spoil(time);
  expect(record).toMatchObject({ date: FROM, time: { hour: 8, minute: 30, second: 0 } });
});

describe("what all callers share", () => {
  const shared = [
    ...Object.entries(core).filter(([, value]) => typeof value === "object"),
    ...LANGUAGES.map((language) => [`namesOf("${language}")`, namesOf(language)] as const),
    ['parseZone("UTC")', core.parseZone("UTC")] as const,
    ["star(1)", core.star(1)] as const,
  ];

  test.each(shared)("%s cannot be changed", (_, value) => {
    expect([...objectsIn(value)].filter((part) => !Object.isFrozen(part))).toEqual([]);
  });
});
