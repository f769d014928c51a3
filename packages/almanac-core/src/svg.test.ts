import { createAlmanac, LANGUAGES, namesOf } from "almanac-core";
import { describe, expect, test } from "vitest";

import { boardSvg, yearPlot, type LayoutName } from "./svg.ts";

const almanac = createAlmanac();
/** Where the frames of the panels end on the left and on the right, and how wide the picture is. */
const EDGES: Readonly<
  Record<LayoutName, { left: number; right: number; width: number; letter: number }>
> = {
  wide: { left: 64, right: 1176, width: 1200, letter: 8.2 },
  narrow: { left: 36, right: 412, width: 420, letter: 7 },
};
/** What the widest label of a day takes, to both sides of its middle: `12月29日` in 10 pixels. */
const HALF_A_LABEL = 20;

describe.each(["wide", "narrow"] as const)("the picture of a year, %s", (layout) => {
  const { left, right, width, letter } = EDGES[layout];

  test.each(["books", "nearest", "interpolated"] as const)(
    "keeps the labels of the jumps by %s apart and inside in forty years",
    { timeout: 60_000 },
    (against) => {
      for (let year = 2000; year < 2040; year++) {
        const svg = yearPlot(almanac, year, { against, layout });
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
        const places = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)" class="jump">/g)].map(
          ([, x, y]) => [Number(x), Number(y)] as const,
        );
        for (const [i, [x, y]] of places.entries()) {
          const inside = x - HALF_A_LABEL >= left && x + HALF_A_LABEL <= right;
          expect([year, x, inside]).toEqual([year, x, true]);
          const touched = places.slice(i + 1).some(([a, b]) => b === y && Math.abs(a - x) < 40);
          expect([year, x, touched]).toEqual([year, x, false]);
        }
      }
    },
  );

  test.each(LANGUAGES)("keeps every title and note in the picture in %s", (language) => {
    for (const against of ["books", "nearest", "interpolated"] as const) {
      const svg = yearPlot(almanac, 2024, { against, language, layout });
      for (const [, x, text = ""] of svg.matchAll(
        /<text x="([\d.]+)"[^>]* class="(?:panel|sub)">([^<]*)/g,
      )) {
        const wide = text.match(/[\u2e80-\uffef]/gu)?.length ?? 0;
        expect([text, Number(x) + (text.length + 0.75 * wide) * letter < width]).toEqual([
          text,
          true,
        ]);
      }
    }
  });

  test("is the same every time", () => {
    expect(yearPlot(almanac, 2026, { layout })).toBe(yearPlot(almanac, 2026, { layout }));
  });
});

describe("the picture of a board", () => {
  test.each(LANGUAGES)("has nine stars and the letters of its sides in %s", (language) => {
    const { compass } = namesOf(language);
    const svg = boardSvg(5, { language });
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /);
    const numbers = [...svg.matchAll(/class="number"[^>]*>(\d)/g)].map(([, star]) => star);
    expect(numbers.join("")).toBe("492357816");
    const sides = [...svg.matchAll(/class="side"[^>]*>([^<]+)/g)].map(([, side]) => side);
    expect(sides).toEqual([compass.S, compass.E, compass.W, compass.N]);
  });

  test("turns north up, and leaves its style to a page", () => {
    const svg = boardSvg(5, { northUp: true, inPage: true });
    const numbers = [...svg.matchAll(/class="number"[^>]*>(\d)/g)].map(([, star]) => star);
    expect(numbers.join("")).toBe("618753294");
    expect(svg).not.toMatch(/<style>|xmlns/);
  });

  test("refuses what is no star", () => {
    expect(() => boardSvg(10)).toThrow(/star-invalid|from 1 to 9/);
  });
});
