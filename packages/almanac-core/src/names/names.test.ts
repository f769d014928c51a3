import { describe, expect, test } from "vitest";

import { LANGUAGES, namesOf, pairName, parseLanguage, termName } from "./languages.ts";

describe.each(LANGUAGES)("the names in %s", (language) => {
  const names = namesOf(language);

  test("are complete and distinct", () => {
    const lists: readonly (readonly [readonly string[], number])[] = [
      [names.stems, 10],
      [names.branches, 12],
      [names.pairs, 60],
      [names.terms, 24],
      [names.stars.map(({ full }) => full), 9],
      [Object.values(names.elements), 5],
      [Object.values(names.colours), 7],
      [Object.values(names.cells), 9],
      [Object.values(names.compass), 8],
      [Object.values(names.mansions), 8],
      [Object.values(names.trigrams), 4],
      [names.nayin, 30],
      [names.tenRelations, 10],
      [Object.values(names.afflictions), 4],
    ];
    for (const [list, size] of lists) {
      expect(new Set(list).size).toBe(size);
      expect(list.every((name) => name.length > 0 && name === name.normalize("NFC"))).toBe(true);
    }
  });

  test("has pinyin if and only if it is Chinese", () => {
    expect(names.pinyin !== undefined).toBe(language.startsWith("zh"));
    expect(names.pinyin?.terms.length ?? 24).toBe(24);
  });
});

describe("names of values", () => {
  test("say the same thing in four languages", () => {
    expect(LANGUAGES.map((language) => pairName(namesOf(language), 34))).toEqual([
      "Wu-Dog",
      "Mậu Tuất",
      "戊戌",
      "戊戌",
    ]);
    expect(LANGUAGES.map((language) => termName(namesOf(language), 150))).toEqual([
      "Heat ends",
      "Xử thử",
      "處暑",
      "处暑",
    ]);
    expect(LANGUAGES.map((language) => namesOf(language).stars[8]?.full)).toEqual([
      "Burgundy Nine Fire",
      "Cửu Tử Hỏa",
      "九紫火",
      "九紫火",
    ]);
  });

  test.each([
    ["en", "en"],
    ["en_GB.UTF-8", "en"],
    ["vi_VN.UTF-8", "vi"],
    ["zh", "zh-Hans"],
    ["zh-TW", "zh-Hant"],
    ["zh-Hant-HK", "zh-Hant"],
    ["zh_CN", "zh-Hans"],
  ])("the tag %s is %s", (tag, language) => {
    expect(parseLanguage(tag)).toBe(language);
  });

  test("refuses a language without names", () => {
    expect(() => parseLanguage("tlh")).toThrow(
      expect.objectContaining({ code: "language-unknown", value: "tlh" }),
    );
  });
});
