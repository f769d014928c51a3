import { describe, expect, test } from "vitest";

import { branchOf, pairOfYear } from "../cycle/pairs.ts";
import { mod9 } from "../number/modulo.ts";
import { afflictions } from "./afflictions.ts";
import { MOUNTAINS, mountainAt } from "./mountains.ts";

describe("the afflictions of a year", () => {
  // As feng-shui almanacs print them: Five Yellow, Tai Sui, Sui Po, Three Killings.
  test.each([
    [2020, "E", "N", "S", "S"],
    [2021, "SE", "NE", "SW", "E"],
    [2022, "C", "NE", "SW", "N"],
    [2023, "NW", "E", "W", "W"],
    [2024, "W", "SE", "NW", "S"],
    [2025, "NE", "SE", "NW", "E"],
    [2026, "S", "S", "N", "N"],
    [2027, "N", "SW", "NE", "W"],
  ])("%i", (year, ...cells) => {
    const found = afflictions(mod9(1 - (year - 604)), branchOf(pairOfYear(year)));
    expect(found.map(({ cell }) => cell)).toEqual(cells);
  });

  test("the Killings never fall on the branch of the year or its triad", () => {
    for (let branch = 0; branch < 12; branch++) {
      const killings = afflictions(1, branch)[3];
      const branches = killings?.mountains.map(({ index }) => index / 2) ?? [];
      expect(branches).toHaveLength(3);
      for (const own of [branch, (branch + 4) % 12, (branch + 8) % 12]) {
        // The middle of the three stands against the middle of the triad.
        expect(branches[1]).not.toBe(own);
      }
    }
  });
});

test.each([
  ["Monkey, Rat, Dragon", [8, 0, 4], "S", [5, 6, 7]],
  ["Tiger, Horse, Dog", [2, 6, 10], "N", [11, 0, 1]],
  ["Snake, Cock, Ox", [5, 9, 1], "E", [2, 3, 4]],
  ["Pig, Rabbit, Sheep", [11, 3, 7], "W", [8, 9, 10]],
] as const)(
  "the Three Killings of %s are on the branches of one side",
  (_, triad, side, killed) => {
    for (const branch of triad) {
      const killings = afflictions(1, branch)[3];
      expect(killings?.mountains.map(({ index }) => index / 2)).toEqual(killed);
      expect(killings?.mountains[1]?.direction).toBe(side);
    }
  },
);

describe("the 24 mountains", () => {
  test("go from the Rat in the north clockwise, three in each direction", () => {
    // 子癸丑艮寅甲卯乙辰巽巳丙午丁未坤申庚酉辛戌乾亥壬, the ring of a compass.
    const ring = "子癸丑艮寅甲卯乙辰巽巳丙午丁未坤申庚酉辛戌乾亥壬";
    const stems = "甲乙丙丁戊己庚辛壬癸";
    const branches = "子丑寅卯辰巳午未申酉戌亥";
    const trigrams = { NE: "艮", SE: "巽", SW: "坤", NW: "乾" };
    const names = MOUNTAINS.map(({ name }) => {
      if ("branch" in name) return branches[name.branch];
      return "stem" in name ? stems[name.stem] : trigrams[name.trigram];
    });
    expect(names.join("")).toBe(ring);
    expect(MOUNTAINS.map(({ direction }) => direction).join(" ")).toBe(
      "N N NE NE NE E E E SE SE SE S S S SW SW SW W W W NW NW NW N",
    );
  });

  test.each([
    [0, 0],
    [7.4, 0],
    [7.5, 1],
    [352.6, 0],
    [352.4, 23],
    [-90, 18],
    [180, 12],
  ])("a bearing of %f degrees is in the mountain %i", (degrees, index) => {
    expect(mountainAt(degrees).index).toBe(index);
  });
});
