import { describe, expect, test } from "vitest";

import { createAlmanac, dateOfJdn, parseZone, type School } from "../../src/index.ts";
import fixture from "../fixtures/terms-1900-2100.json" with { type: "json" };

const UTC_PLUS_7 = 7 / 24;
/** Any Jia-Rat day: 2025-12-21. */
const A_JIA_RAT = 2_461_031;

interface Turn {
  readonly jdn: number;
  readonly star: number;
  readonly step: 1 | -1;
}

function isJiaRat(jdn: number): boolean {
  return (jdn - A_JIA_RAT) % 60 === 0;
}

/** Walks from a solstice day: back as far as the school allows, else on, until a Jia-Rat day. */
function turningDay(solstice: number, { lastBefore }: School): number {
  for (let day = solstice; day >= solstice - lastBefore; day--) if (isJiaRat(day)) return day;
  let day = solstice + 1;
  while (!isJiaRat(day)) day++;
  return day;
}

/** The days on which the star turns, from the solstices of the fixture. */
function turns(school: School): readonly Turn[] {
  const days = fixture.terms
    .filter(({ longitude }) => longitude === 90 || longitude === 270)
    .map(({ longitude, jdTT, deltaT }) => {
      const solstice = Math.floor(jdTT - deltaT / 86_400 + UTC_PLUS_7 + 0.5);
      return { yang: longitude === 270, jdn: turningDay(solstice, school) };
    });
  return days.map(({ yang, jdn }, i) => {
    const gap = jdn - (days[i - 1]?.jdn ?? jdn - 180);
    const early = school.leap && gap === 240;
    return {
      jdn: early ? jdn - 30 : jdn,
      star: yang ? (early ? 7 : 1) : early ? 3 : 9,
      step: yang ? 1 : -1,
    };
  });
}

/** Every day's star, counted on by hand from turn to turn. */
function countedStars(school: School): ReadonlyMap<number, number> {
  const stars = new Map<number, number>();
  const all = turns(school);
  for (const [i, turn] of all.entries()) {
    let { star } = turn;
    for (let jdn = turn.jdn; jdn < (all[i + 1]?.jdn ?? turn.jdn); jdn++) {
      stars.set(jdn, star);
      star += turn.step;
      if (star === 10) star = 1;
      if (star === 0) star = 9;
    }
  }
  return stars;
}

const SCHOOLS: readonly School[] = [
  { lastBefore: 29, leap: true },
  { lastBefore: 28, leap: true },
  { lastBefore: 29, leap: false },
  { lastBefore: 28, leap: false },
];

describe("the rule nearest against counting by hand from the fixture's solstices, 1900 to 2100", () => {
  test.each(SCHOOLS)("with the school $lastBefore, leap $leap", (school) => {
    const counted = countedStars(school);
    expect(counted.size).toBeGreaterThan(73_000);
    const almanac = createAlmanac({ zone: parseZone("+07:00"), rule: "nearest", school });
    const wrong = [...counted].filter(
      ([jdn, star]) => almanac.day(dateOfJdn(jdn)).stars.day !== star,
    );
    expect(wrong.map(([jdn, star]) => ({ date: dateOfJdn(jdn), star }))).toEqual([]);
  });

  test("the schools differ, so that each test says something", () => {
    const [first, ...others] = SCHOOLS.map((school) => JSON.stringify([...countedStars(school)]));
    for (const other of others) expect(other).not.toBe(first);
  });
});
