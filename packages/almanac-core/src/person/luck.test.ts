import { describe, expect, test } from "vitest";

import { createAlmanac } from "../almanac.ts";
import { pairName, namesOf } from "../names/languages.ts";

const almanac = createAlmanac({ zone: "+08:00" });
const names = namesOf("zh-Hans");
const TIME = { hour: 12, minute: 0, second: 0 };

/** The direction and the first two pairs for a man and a woman born at noon of a day. */
function luckOf(year: number, month: number, day: number): readonly string[] {
  return (["male", "female"] as const).map((sex) => {
    const [luck] = almanac.luck({ date: { year, month, day }, time: TIME, sex });
    const pairs = luck?.pairs.slice(0, 2).map((pair) => pairName(names, pair));
    return `${luck?.forward ? "forward" : "backward"} ${pairs?.join(" ")}`;
  });
}

describe("the luck pillars", () => {
  // Men of a yang year and women of a yin year go forward from the pair of the month (阳男阴女顺).
  test("go forward for men of a yang year: 1990 庚午, month 壬午", () => {
    expect(luckOf(1990, 6, 15)).toEqual(["forward 癸未 甲申", "backward 辛巳 庚辰"]);
  });

  test("go forward for women of a yin year: 1991 辛未, month 甲午", () => {
    expect(luckOf(1991, 6, 15)).toEqual(["backward 癸巳 壬辰", "forward 乙未 丙申"]);
  });

  test("count forward to the next opening term, and backward to the one before", () => {
    const date = { year: 1990, month: 6, day: 15 };
    const [man, woman] = (["male", "female"] as const).map(
      (sex) => almanac.luck({ date, time: TIME, sex })[0],
    );
    // Slight Heat on 7 July, Grain in ear on 6 June.
    expect([man?.term.longitude, woman?.term.longitude]).toEqual([105, 75]);
    expect(man?.term.date).toEqual({ year: 1990, month: 7, day: 7 });
    expect(woman?.term.date).toEqual({ year: 1990, month: 6, day: 6 });
    // Three days are a year: 22 days and some hours, and 9 days and some hours.
    expect([man?.startsAfter.years, woman?.startsAfter.years]).toEqual([7, 3]);
    expect([man?.wholeYears, woman?.wholeYears]).toEqual([7, 3]);
  });
});
