import { describe, expect, test } from "vitest";

import * as core from "../src/index.ts";
import { AlmanacError, type AlmanacErrorCode } from "../src/index.ts";

/** A caller whom no type checker warns: every function of the package, whatever it is given. */
type Untyped = (...values: readonly unknown[]) => unknown;
const almanac = core.createAlmanac();
const METHODS = Object.fromEntries(
  Object.entries(almanac).filter(([, value]) => typeof value === "function"),
) as Readonly<Record<keyof typeof almanac, Untyped>>;
const api = core as unknown as Readonly<Record<keyof typeof core, Untyped>>;

const DATE = { year: 2024, month: 1, day: 1 };
const TEXT_DATE = { year: "2024", month: 1, day: 1 };
const EN = core.namesOf("en");
const zero = (): number => 0;

/** What is called, what was given, and how it is refused: code, place and value. */
type Case = readonly [call: () => unknown, code: AlmanacErrorCode, place: string, value: string];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  createAlmanac: [
    [() => api.createAlmanac("Asia/Tokyo"), "argument-invalid", "options", '"Asia/Tokyo"'],
    [() => api.createAlmanac(null), "argument-invalid", "options", "null"],
    [() => api.createAlmanac({ rules: "books" }), "option-unknown", "options", "rules"],
    [() => api.createAlmanac({ zone: "Asia/Tokyo" }), "zone-unknown", "zone", "Asia/Tokyo"],
    [() => api.createAlmanac({ zone: null }), "zone-invalid", "zone", "null"],
    [
      () => api.createAlmanac({ zone: { id: "x", initialOffset: 0 } }),
      "zone-invalid",
      "zone",
      '{"id":"x","initialOffset":0}',
    ],
    [
      () => api.createAlmanac({ zone: { id: "x", initialOffset: "0", transitions: [] } }),
      "zone-invalid",
      "zone x",
      'offset "0"',
    ],
    [
      () => api.createAlmanac({ zone: { id: "x", initialOffset: 0, transitions: [null] } }),
      "zone-invalid",
      "zone x",
      "transitions[0]",
    ],
    [
      () => api.createAlmanac({ zone: { ...core.UTC, valid: { from: 1 } } }),
      "zone-invalid",
      "zone UTC",
      'valid {"from":1}',
    ],
    [() => api.createAlmanac({ rule: "best" }), "rule-unknown", "rule", "best"],
    [() => api.createAlmanac({ rule: 1 }), "rule-unknown", "rule", "1"],
    [() => api.createAlmanac({ school: 29 }), "school-invalid", "school", "29"],
    [() => api.createAlmanac({ school: { leaps: true } }), "option-unknown", "school", "leaps"],
    [
      () => api.createAlmanac({ school: { lastBefore: "29" } }),
      "school-invalid",
      "school.lastBefore",
      "29",
    ],
    [() => api.createAlmanac({ dayBoundary: 23 }), "option-unknown", "dayBoundary", "23"],
    [() => api.createAlmanac({ hourHalf: "sun" }), "option-unknown", "hourHalf", "sun"],
  ],
  "almanac.day": [
    [() => METHODS.day(), "date-invalid", "date", "undefined"],
    [() => METHODS.day("2024-01-01"), "date-invalid", "date", '"2024-01-01"'],
    [() => METHODS.day(TEXT_DATE), "date-invalid", "date", JSON.stringify(TEXT_DATE)],
    [
      () => METHODS.day({ year: 2024, month: 1 }),
      "date-invalid",
      "date",
      '{"year":2024,"month":1}',
    ],
    [
      () => METHODS.day(new Date("2024-01-01")),
      "date-invalid",
      "date",
      'Date "2024-01-01T00:00:00.000Z"',
    ],
    [() => METHODS.day({ ...DATE, day: 32 }), "date-invalid", "date", "2024-01-32"],
    [() => METHODS.day(DATE, "8h"), "time-invalid", "time", '"8h"'],
    [() => METHODS.day(DATE, null), "time-invalid", "time", "null"],
    [() => METHODS.day(DATE, { hour: 8 }), "time-invalid", "time", '{"hour":8}'],
    [
      () => METHODS.day(DATE, { hour: 8, minute: Number.NaN, second: 0 }),
      "time-invalid",
      "time",
      '{"hour":8,"minute":"NaN","second":0}',
    ],
    [
      () => METHODS.day({ ...DATE, year: 603 }),
      "rule-range",
      "date",
      "0603-01-01 (weather year 602)",
    ],
    [() => METHODS.day({ ...DATE, year: 5000 }), "year-range", "date", "year 5000"],
  ],
  "almanac.at": [
    [() => METHODS.at(), "argument-invalid", "instant", "undefined"],
    [() => METHODS.at("0"), "argument-invalid", "instant", '"0"'],
    [
      () => METHODS.at(new Date("2024-01-01")),
      "argument-invalid",
      "instant",
      'Date "2024-01-01T00:00:00.000Z"',
    ],
    [() => METHODS.at(Number.NaN), "argument-invalid", "instant", "NaN"],
    [() => METHODS.at(10n), "argument-invalid", "instant", "10"],
    [() => METHODS.at(1e300), "year-range", "instant", "year 3.1688738506811434e+289"],
  ],
  "almanac.days": [
    [() => METHODS.days(), "date-invalid", "from", "undefined"],
    [() => METHODS.days(DATE), "date-invalid", "to", "undefined"],
    [() => METHODS.days(DATE, TEXT_DATE), "date-invalid", "to", JSON.stringify(TEXT_DATE)],
  ],
  "almanac.find": [
    [() => METHODS.find(null, DATE, DATE), "argument-invalid", "conditions", "null"],
    [() => METHODS.find({ pair: {} }, DATE, DATE), "option-unknown", "conditions", "pair"],
    [() => METHODS.find({ pairs: { day: 60 } }, DATE, DATE), "argument-invalid", "pairs.day", "60"],
    [() => METHODS.find({}, DATE), "date-invalid", "to", "undefined"],
  ],
  "almanac.next": [
    [() => METHODS.next({}), "argument-invalid", "instant", "undefined"],
    [() => METHODS.next({}, DATE), "argument-invalid", "instant", JSON.stringify(DATE)],
    [() => METHODS.next(null, 0), "argument-invalid", "conditions", "null"],
    [() => METHODS.next({ pair: {} }, 0), "option-unknown", "conditions", "pair"],
  ],
  "almanac.afflictions": [
    [() => METHODS.afflictions(2024.5), "argument-invalid", "weatherYear", "2024.5"],
    [() => METHODS.afflictions(9999), "year-range", "weatherYear", "year 9999"],
  ],
  "almanac.luck": [
    [() => METHODS.luck(null), "argument-invalid", "birth", "null"],
    [() => METHODS.luck({ date: DATE, sex: "x" }), "argument-invalid", "birth.sex", "x"],
  ],
  "almanac.possible": [
    [() => METHODS.possible(2024), "date-invalid", "date", "2024"],
    [() => METHODS.possible(DATE, 24), "time-invalid", "hour", "24"],
  ],
  "almanac.hours": [[() => METHODS.hours(2024), "date-invalid", "date", "2024"]],
  "almanac.terms": [
    [() => METHODS.terms(), "argument-invalid", "from", "undefined"],
    [() => METHODS.terms("2024"), "argument-invalid", "from", '"2024"'],
    [() => METHODS.terms(2024.5), "argument-invalid", "from", "2024.5"],
    [() => METHODS.terms(2024, null), "argument-invalid", "to", "null"],
    [() => METHODS.terms(4001), "year-range", "from", "year 4001"],
  ],
  "almanac.check": [
    [() => METHODS.check(DATE), "argument-invalid", "from", JSON.stringify(DATE)],
    [() => METHODS.check(2024, 2023), "range-reversed", "from, to", "2024 to 2023"],
  ],
  "almanac.explain": [[() => METHODS.explain(null), "date-invalid", "date", "null"]],
  "almanac.destiny": [
    [() => METHODS.destiny(), "argument-invalid", "birth", "undefined"],
    [() => METHODS.destiny(DATE), "date-invalid", "birth.date", "undefined"],
    [() => METHODS.destiny({ date: DATE, sex: "other" }), "argument-invalid", "birth.sex", "other"],
    [() => METHODS.destiny({ date: DATE, time: 8 }), "time-invalid", "birth.time", "8"],
  ],
  stemOf: [[() => api.stemOf(60), "pair-invalid", "pair", "60"]],
  branchOf: [[() => api.branchOf("5"), "pair-invalid", "pair", '"5"']],
  pairOf: [
    [() => api.pairOf(0, 1), "pair-invalid", "pair", "stem 0, branch 1"],
    [() => api.pairOf(10, 0), "pair-invalid", "stem", "10"],
    [() => api.pairOf(0), "pair-invalid", "branch", "undefined"],
  ],
  pairOfDay: [[() => api.pairOfDay(DATE), "argument-invalid", "jdn", JSON.stringify(DATE)]],
  pairOfYear: [[() => api.pairOfYear(1.5), "argument-invalid", "year", "1.5"]],
  pairOfMonth: [[() => api.pairOfMonth(2024, 0), "argument-invalid", "month", "0"]],
  pairOfHour: [[() => api.pairOfHour(2460000, 12), "argument-invalid", "hour", "12"]],
  yearStar: [[() => api.yearStar(1.5), "argument-invalid", "weatherYear", "1.5"]],
  monthStar: [[() => api.monthStar(2024, 13), "argument-invalid", "month", "13"]],
  hourStar: [
    [() => api.hourStar("up", 0, 0), "argument-invalid", "half", "up"],
    [() => api.hourStar("yin", -1, 0), "pair-invalid", "dayPair", "-1"],
    [() => api.hourStar("yin", 0, 12), "argument-invalid", "hour", "12"],
  ],
  fortuneOfYear: [[() => api.fortuneOfYear("2024"), "argument-invalid", "weatherYear", '"2024"']],
  femaleStar: [[() => api.femaleStar(null), "argument-invalid", "weatherYear", "null"]],
  eightMansions: [
    [() => api.eightMansions(1990), "argument-invalid", "sex", "undefined"],
    [() => api.eightMansions(1990.5, "male"), "argument-invalid", "weatherYear", "1990.5"],
  ],
  star: [
    [() => api.star(0), "star-invalid", "star", "0"],
    [() => api.star("1"), "star-invalid", "star", '"1"'],
  ],
  board: [[() => api.board("1"), "star-invalid", "star", '"1"']],
  fly: [
    [() => api.fly(10, "ascending"), "star-invalid", "star", "10"],
    [() => api.fly(1, "up"), "argument-invalid", "flight", "up"],
    [() => api.fly(1, "ascending", 0.5), "argument-invalid", "steps", "0.5"],
  ],
  readDirections: [[() => api.readDirections(), "star-invalid", "star", "undefined"]],
  relation: [
    [() => api.relation("Wood", "fire"), "argument-invalid", "first", "Wood"],
    [() => api.relation("wood"), "argument-invalid", "second", "undefined"],
  ],
  namesOf: [[() => api.namesOf("fr"), "language-unknown", "language", "fr"]],
  parseLanguage: [[() => api.parseLanguage(null), "language-unknown", "language", "null"]],
  pairName: [
    [() => api.pairName(EN, 60), "pair-invalid", "pair", "60"],
    [() => api.pairName(undefined, 1), "argument-invalid", "names", "undefined"],
    [() => api.pairName({ pairs: [] }, 1), "argument-invalid", "names", "[]"],
  ],
  termName: [
    [() => api.termName(EN, 17), "argument-invalid", "longitude", "17"],
    [() => api.termName(EN, 360), "argument-invalid", "longitude", "360"],
    [() => api.termName("en", 15), "argument-invalid", "names", '"en"'],
  ],
  solarTerm: [
    [() => api.solarTerm(0.5), "argument-invalid", "ordinal", "0.5"],
    [() => api.solarTerm(24 * 4001), "year-range", "ordinal", "year 4001"],
  ],
  ordinalOf: [
    [() => api.ordinalOf("2024", 0), "argument-invalid", "year", '"2024"'],
    [() => api.ordinalOf(2024, 17), "argument-invalid", "longitude", "17"],
  ],
  jdnOfDate: [[() => api.jdnOfDate({ ...DATE, month: 13 }), "date-invalid", "date", "2024-13-01"]],
  dateOfJdn: [[() => api.dateOfJdn("0"), "argument-invalid", "jdn", '"0"']],
  formatDate: [
    [() => api.formatDate({ year: 2024 }), "date-invalid", "date", '{"year":2024}'],
    [() => api.formatDate(DATE, "islamic"), "argument-invalid", "calendar", "islamic"],
  ],
  dateOfJulian: [
    [() => api.dateOfJulian({ ...DATE, month: 13 }), "date-invalid", "date", "2024-13-01"],
    [() => api.dateOfJulian("1500-02-29"), "date-invalid", "date", '"1500-02-29"'],
  ],
  julianOfDate: [[() => api.julianOfDate(), "date-invalid", "date", "undefined"]],
  hiddenStems: [[() => api.hiddenStems(12), "argument-invalid", "branch", "12"]],
  nayinOf: [[() => api.nayinOf(60), "pair-invalid", "pair", "60"]],
  tenRelation: [[() => api.tenRelation(0, "Yi"), "argument-invalid", "stem", '"Yi"']],
  voidBranches: [[() => api.voidBranches(-1), "pair-invalid", "pair", "-1"]],
  afflictions: [
    [() => api.afflictions(0, 0), "star-invalid", "star", "0"],
    [() => api.afflictions(1, 12), "argument-invalid", "branch", "12"],
  ],
  mountainOfBranch: [[() => api.mountainOfBranch("Rat"), "argument-invalid", "branch", '"Rat"']],
  mountainAt: [[() => api.mountainAt("N"), "argument-invalid", "degrees", '"N"']],
  mountainName: [
    [() => api.mountainName(EN, "N"), "argument-invalid", "mountain", '"N"'],
    [() => api.mountainName(null, { index: 0 }), "argument-invalid", "names", "null"],
    [() => api.mountainName({}, { index: 0 }), "argument-invalid", "names", "undefined"],
  ],
  equationOfTime: [[() => api.equationOfTime("noon"), "argument-invalid", "instant", '"noon"']],
  solarOffsets: [
    [() => api.solarOffsets(0, 181), "place-invalid", "longitude", "181"],
    [() => api.solarOffsets(0, "105°51'"), "place-invalid", "longitude", '"105°51\'"'],
    [() => api.solarOffsets(undefined, 0), "argument-invalid", "instant", "undefined"],
  ],
  splitHistoryAt: [
    [() => api.splitHistoryAt("Asia/Saigon", 0), "zone-invalid", "zone", '"Asia/Saigon"'],
    [() => api.splitHistoryAt(api.UTC), "argument-invalid", "instant", "undefined"],
  ],
  standardOffsetAt: [
    [() => api.standardOffsetAt("Asia/Tokyo", 0), "zone-invalid", "zone", '"Asia/Tokyo"'],
    [() => api.standardOffsetAt(api.UTC), "argument-invalid", "instant", "undefined"],
  ],
  parseDate: [[() => api.parseDate(20240101), "date-invalid", "date", "20240101"]],
  unixOfTT: [[() => api.unixOfTT("now"), "argument-invalid", "jdTT", '"now"']],
  ttOfUnix: [[() => api.ttOfUnix(Number.NaN), "argument-invalid", "instant", "NaN"]],
  deltaT: [[() => api.deltaT("now"), "argument-invalid", "jdTT", '"now"']],
  deltaTError: [[() => api.deltaTError(), "argument-invalid", "year", "undefined"]],
  fixedZone: [
    [() => api.fixedZone("+07:00"), "zone-invalid", "offset", '"+07:00"'],
    [() => api.fixedZone(90_000), "zone-invalid", "offset", "90000"],
    [() => api.fixedZone(30.5), "zone-invalid", "offset", "30.5"],
  ],
  parseZone: [
    [() => api.parseZone("Asia/Tokyo"), "zone-unknown", "zone", "Asia/Tokyo"],
    [() => api.parseZone(7), "zone-unknown", "zone", "7"],
  ],
  zoneFromOffsets: [
    [() => api.zoneFromOffsets("x", zero), "argument-invalid", "span", "undefined"],
    [() => api.zoneFromOffsets("x", zero, 2020), "argument-invalid", "span", "2020"],
    [
      () => api.zoneFromOffsets("x", zero, { from: 2020 }),
      "argument-invalid",
      "span.to",
      "undefined",
    ],
    [
      () => api.zoneFromOffsets("x", zero, { from: -1e9, to: 1e9 }),
      "year-range",
      "span.from",
      "year -1000000000",
    ],
    [
      () => api.zoneFromOffsets("x", zero, { from: 2021, to: 2020 }),
      "range-reversed",
      "span.from, span.to",
      "2021 to 2020",
    ],
    [
      () => api.zoneFromOffsets("x", 9, { from: 2020, to: 2020 }),
      "argument-invalid",
      "offsetOf",
      "9",
    ],
    [() => api.zoneFromOffsets("", zero, { from: 2020, to: 2020 }), "argument-invalid", "id", '""'],
    [
      () => api.zoneFromOffsets("x", () => "9", { from: 2020, to: 2020 }),
      "zone-invalid",
      "offsetOf(1483228800000)",
      '"9"',
    ],
  ],
  offsetAt: [
    [() => api.offsetAt("UTC", 0), "zone-invalid", "zone", '"UTC"'],
    [() => api.offsetAt(core.UTC, "0"), "argument-invalid", "instant", '"0"'],
  ],
};

/** The functions that refuse nothing: any value has an answer, and an error is the caller's to fill. */
const OPEN = ["isCivilDate", "AlmanacError"];

const table = Object.entries(CASES).flatMap(([name, cases]) =>
  cases.map(([call, code, place, value]) => ({
    title: `${name} refuses the ${place} ${value}`,
    call,
    refusal: { code, place, value },
  })),
);

describe("a wrong argument", () => {
  test.each(table)("$title", ({ call, refusal }) => {
    expect(call).toThrow(AlmanacError);
    expect(call).toThrow(expect.objectContaining(refusal));
  });

  test("is asked of every function that the package and the almanac have", () => {
    const functions = Object.entries(core)
      .filter(([, value]) => typeof value === "function")
      .map(([name]) => name);
    const methods = Object.keys(METHODS).map((name) => `almanac.${name}`);
    expect([...Object.keys(CASES), ...OPEN].toSorted()).toEqual(
      [...functions, ...methods].toSorted(),
    );
  });
});

/** Values of every kind that a program can hold. */
const ANYTHING: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -0,
  1.5,
  -1,
  60,
  1e300,
  Number.NaN,
  Infinity,
  10n,
  "",
  "2024",
  "constructor",
  "__proto__",
  Symbol("x"),
  zero,
  {},
  [],
  [[]],
  Object.create(null),
  new Date(Number.NaN),
  new Map(),
  DATE,
  TEXT_DATE,
  { date: DATE },
  { from: 2020, to: 2021 },
  core.UTC,
  EN,
];

function* argumentLists(): Generator<readonly unknown[]> {
  yield [];
  for (const first of ANYTHING) {
    yield [first];
    for (const second of ANYTHING) {
      yield [first, second];
      for (const third of [undefined, null, 1, "x", { from: 2020, to: 2021 }]) {
        yield [first, second, third];
      }
    }
  }
}

describe("nothing but an AlmanacError is thrown", () => {
  const functions = [
    ...Object.entries(api).filter(([name]) => !["AlmanacError"].includes(name)),
    ...Object.entries(METHODS),
  ].filter(([, value]) => typeof value === "function");

  test.each(functions)("by %s, whatever it is given", (_, call) => {
    const others: unknown[] = [];
    for (const values of argumentLists()) {
      try {
        call(...values);
      } catch (error) {
        if (!(error instanceof AlmanacError)) others.push([values, error]);
      }
    }
    expect(others).toEqual([]);
  });
});
