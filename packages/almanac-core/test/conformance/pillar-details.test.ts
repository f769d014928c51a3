import { ChildLimit, Gender, HeavenStem, SixtyCycle, SolarTime } from "tyme4ts";
import { describe, expect, test } from "vitest";

import {
  branchOf,
  createAlmanac,
  dateOfJdn,
  hiddenStems,
  namesOf,
  nayinOf,
  pairName,
  stemOf,
  TEN_RELATIONS,
  tenRelation,
  voidBranches,
} from "../../src/index.ts";

const names = namesOf("zh-Hans");

describe("what tyme4ts says of the sixty pairs", () => {
  test.each(Array.from({ length: 60 }, (_, pair) => pair))("pair %i", (pair) => {
    const theirs = SixtyCycle.fromIndex(pair);
    expect(names.nayin[nayinOf(pair)]).toBe(theirs.getSound().getName());
    expect(voidBranches(pair).map((branch) => names.branches[branch])).toEqual(
      theirs.getExtraEarthBranches().map((branch) => branch.getName()),
    );
    const hidden = theirs.getEarthBranch().getHideHeavenStems();
    expect(hiddenStems(branchOf(pair)).map((stem) => names.stems[stem])).toEqual(
      hidden.map((stem) => stem.getName()),
    );
  });

  test("the ten relations of every stem to every stem", () => {
    for (let day = 0; day < 10; day++) {
      for (let stem = 0; stem < 10; stem++) {
        const theirs = HeavenStem.fromIndex(day).getTenStar(HeavenStem.fromIndex(stem)).getName();
        const ours = names.tenRelations[TEN_RELATIONS.indexOf(tenRelation(day, stem))];
        expect(ours).toBe(theirs);
      }
    }
  });
});

describe("what tyme4ts says of the luck of a birth", { timeout: 60_000 }, () => {
  test("the direction, the pairs and the years, months and days to the first pillar", () => {
    const almanac = createAlmanac({ zone: "+08:00", rule: "nearest" });
    for (let i = 0; i < 300; i++) {
      const date = dateOfJdn(2_430_000 + i * 97);
      const time = { hour: (i * 5) % 23, minute: (i * 7) % 60, second: 0 };
      for (const [sex, gender] of [
        ["male", Gender.MAN],
        ["female", Gender.WOMAN],
      ] as const) {
        const [luck] = almanac.luck({ date, time, sex });
        const theirs = ChildLimit.fromSolarTime(
          SolarTime.fromYmdHms(date.year, date.month, date.day, time.hour, time.minute, 0),
          gender,
        );
        expect(luck?.forward).toBe(theirs.isForward());
        expect(pairName(names, luck?.pairs[0] ?? 0)).toBe(
          theirs.getStartDecadeFortune().getSixtyCycle().getName(),
        );
        const { years, months, days } = luck?.startsAfter ?? { years: 0, months: 0, days: 0 };
        const ours = 360 * years + 30 * months + days;
        const other =
          360 * theirs.getYearCount() + 30 * theirs.getMonthCount() + theirs.getDayCount();
        // A second of the term's instant is two minutes of luck: a day may tip.
        expect(Math.abs(ours - other)).toBeLessThanOrEqual(1);
      }
    }
  });

  test("counts whole years by the older school", () => {
    // Eight days to the term: 8 / 3 is three years; seven days are two.
    const almanac = createAlmanac({ zone: "+08:00" });
    const [luck] = almanac.luck({ date: { year: 2024, month: 2, day: 26 }, sex: "male" });
    expect([Math.floor(luck?.days ?? 0), luck?.wholeYears]).toEqual([7, 2]);
    expect(stemOf(almanac.day({ year: 2024, month: 2, day: 26 }).pillars.year) % 2).toBe(0);
  });
});
