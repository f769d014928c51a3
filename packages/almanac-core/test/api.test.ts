import { expect, test } from "vitest";

import { publicApi } from "../../../scripts/public-api.ts";
import * as core from "../src/index.ts";

test("exports what it promises, and nothing by accident", () => {
  const names = Object.entries(core).map(([name, value]) => `${name}: ${typeof value}`);
  expect(names.toSorted()).toMatchInlineSnapshot(`
    [
      "AFFLICTIONS: object",
      "AlmanacError: function",
      "CALENDARS: object",
      "DAY_BOUNDARIES: object",
      "DIRECTIONS: object",
      "EARTH_QI: object",
      "FIRST_GREGORIAN_DAY: number",
      "FIRST_YEAR: number",
      "HO_CHI_MINH: object",
      "LANGUAGES: object",
      "LAST_YEAR: number",
      "MANSION_RANK: object",
      "MOUNTAINS: object",
      "NOON: object",
      "REQUIREMENTS: object",
      "RULES: object",
      "SEASON_FIRST_YEAR: number",
      "SEASON_LAST_YEAR: number",
      "SOUTH_UP: object",
      "STARS: object",
      "TEN_RELATIONS: object",
      "UTC: object",
      "afflictions: function",
      "board: function",
      "branchOf: function",
      "createAlmanac: function",
      "dateOfJdn: function",
      "dateOfJulian: function",
      "deltaT: function",
      "deltaTError: function",
      "eightMansions: function",
      "equationOfTime: function",
      "femaleStar: function",
      "fixedZone: function",
      "fly: function",
      "formatDate: function",
      "fortuneOfYear: function",
      "hiddenStems: function",
      "hourStar: function",
      "isCivilDate: function",
      "jdnOfDate: function",
      "julianOfDate: function",
      "monthStar: function",
      "mountainAt: function",
      "mountainName: function",
      "mountainOfBranch: function",
      "namesOf: function",
      "nayinOf: function",
      "offsetAt: function",
      "ordinalOf: function",
      "pairName: function",
      "pairOf: function",
      "pairOfDay: function",
      "pairOfHour: function",
      "pairOfMonth: function",
      "pairOfYear: function",
      "parseDate: function",
      "parseLanguage: function",
      "parseZone: function",
      "readDirections: function",
      "relation: function",
      "solarOffsets: function",
      "solarTerm: function",
      "splitHistoryAt: function",
      "standardOffsetAt: function",
      "star: function",
      "stemOf: function",
      "tenRelation: function",
      "termName: function",
      "ttOfUnix: function",
      "unixOfTT: function",
      "voidBranches: function",
      "yearStar: function",
      "zoneFromOffsets: function",
    ]
  `);
});

test("has the signatures that are recorded", { timeout: 60_000 }, async () => {
  const folder = new URL("../", import.meta.url);
  const file = new URL("test/golden/api.d.ts.txt", folder).pathname;
  await expect(publicApi(folder)).toMatchFileSnapshot(file);
});
