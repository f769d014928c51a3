import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";

import { outputOf } from "./support/run-almanac.ts";

describe("plot", () => {
  test.each(["plot 2021", "plot 2024 --rule nearest", "plot 605", "plot 3914 --zone UTC"])(
    "%s is well-formed SVG without a value that is no number",
    async (line) => {
      const svg = await outputOf(line);
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    },
  );

  test("draws every day, every jump of the books and every held day", async () => {
    const { series } = JSON.parse(await outputOf("plot 2021 --json"));
    const [season, books] = series;
    expect(season.points.filter(({ jump }: { jump: boolean }) => jump)).toEqual([]);
    expect(books.points.filter(({ jump }: { jump: boolean }) => jump)).toHaveLength(11);
    expect(season.points.filter(({ held }: { held: boolean }) => held)).toHaveLength(5);
    const heights = season.points.map(({ height }: { height: number }) => height);
    expect(Math.max(...heights) - heights[0]).toBe(179);

    const svg = await outputOf("plot 2021");
    for (const label of ["16 Jan", "23 Aug", "12 Nov"]) expect(svg).toContain(`>${label}</text>`);
    const parsed = new XMLParser({ ignoreAttributes: false }).parse(svg);
    const dots = [parsed.svg.circle].flat().filter((circle) => circle["@_r"] === "2.4");
    expect(dots).toHaveLength(season.points.length + books.points.length);
    const bands = [parsed.svg.rect].flat().filter((rect) => rect["@_class"] === "held");
    expect(bands.length % 5).toBe(0);
    expect(bands.length).toBeGreaterThan(0);
  });

  test("looks as it did: the picture of the README", async () => {
    await expect(await outputOf("plot 2021")).toMatchFileSnapshot("golden/plot-2021.svg");
  });

  test("escapes what the user wrote", async () => {
    const svg = await outputOf("plot 2021 --zone +07:00");
    expect(svg).toContain("Zone +07:00.");
  });
});

/** The panel of the distances, pixels. */
const GAP = { top: 486, bottom: 606 };

// Forty pictures a test, on a machine that may be busy.
describe("the labels of the jumps", { timeout: 60_000 }, () => {
  test.each(["books", "nearest"])(
    "of %s stay apart and in their places in forty years",
    async (rule) => {
      for (let year = 2000; year < 2040; year++) {
        const svg = await outputOf(`plot ${year} --rule ${rule}`);
        const labels = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)" class="jump">/g)].map(
          ([, x, y]) => [Number(x), Number(y)] as const,
        );
        for (const [i, [x, y]] of labels.entries()) {
          const inside = y > GAP.top && y < GAP.bottom;
          expect([year, inside || y > 978]).toEqual([year, true]);
          for (const [otherX, otherY] of labels.slice(i + 1)) {
            const touches = otherY === y && Math.abs(otherX - x) < 40;
            expect([year, x, touches]).toEqual([year, x, false]);
          }
        }
      }
    },
  );

  test("speak of one jump in the singular", async () => {
    expect(await outputOf("plot 2008 --rule nearest")).not.toMatch(/\b1 jumps/);
  });
});
