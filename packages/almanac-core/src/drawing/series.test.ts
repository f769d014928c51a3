import { createAlmanac } from "almanac-core";
import { describe, expect, test } from "vitest";

import { seriesOf } from "./series.ts";

const almanac = createAlmanac();

describe("the days of a picture", () => {
  test("climb and descend by one star at most in the season rule, whatever the year", () => {
    for (let year = 1990; year <= 2030; year++) {
      const { points } = seriesOf(almanac, year, "season");
      expect(points[0]).toMatchObject({ star: 1, height: 1, jump: false });
      for (const [i, { height, star, jump }] of points.entries()) {
        expect(Math.abs(height - (points[i - 1]?.height ?? height))).toBeLessThanOrEqual(1);
        expect(((height - 1) % 9) + 1).toBe(star);
        expect(jump).toBe(false);
      }
    }
  });

  test("keep the star in the height, and mark the jumps of the books", () => {
    const { points } = seriesOf(almanac, 2021, "books");
    for (const { height, star } of points) expect((((height - 1) % 9) + 9) % 9).toBe(star - 1);
    expect(points.filter(({ jump }) => jump).length).toBe(11);
  });

  test("begin with the solstice day and end with the year, without a gap", () => {
    const { points } = seriesOf(almanac, 2021, "nearest");
    expect(points[0]?.jdn).toBe(2_459_205);
    expect(points.map(({ jdn }) => jdn)).toEqual(points.map((_, i) => 2_459_205 + i));
  });
});
