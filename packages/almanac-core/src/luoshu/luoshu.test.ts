import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { mod9 } from "../number/modulo.ts";
import { board, type Cell, DIRECTIONS, EARTH_QI, fly, SOUTH_UP } from "./board.ts";
import { relation } from "./element.ts";
import { star } from "./star.ts";

const LINES: readonly (readonly Cell[])[] = [
  ["SE", "S", "SW"],
  ["E", "C", "W"],
  ["NE", "N", "NW"],
  ["SE", "E", "NE"],
  ["S", "C", "N"],
  ["SW", "W", "NW"],
  ["SE", "C", "NW"],
  ["SW", "C", "NE"],
];
const anyStar = fc.integer({ min: 1, max: 9 });

describe("boards", () => {
  test("hold every star once", () => {
    fc.assert(
      fc.property(anyStar, (centre) => {
        expect(Object.values(board(centre)).toSorted((a, b) => a - b)).toEqual([
          1, 2, 3, 4, 5, 6, 7, 8, 9,
        ]);
        expect(board(centre).C).toBe(centre);
      }),
    );
  });

  test("of the centre 1 has 6 in the North and 7 in the Southwest", () => {
    expect(board(1)).toMatchObject({ N: 6, SW: 7, C: 1 });
  });

  test("add up to 15 on every line with 5 in the centre, and with no other", () => {
    fc.assert(
      fc.property(anyStar, (centre) => {
        const cells = board(centre);
        const sums = LINES.map((line) => line.reduce((sum, cell) => sum + cells[cell], 0));
        expect(sums.every((sum) => sum === 15)).toBe(centre === 5);
      }),
    );
  });

  test("come back after nine steps", () => {
    fc.assert(
      fc.property(anyStar, fc.integer({ min: 0, max: 40 }), (centre, steps) => {
        expect(fly(centre, "ascending", steps + 9)).toEqual(fly(centre, "ascending", steps));
        expect(fly(fly(centre, "ascending", steps).C, "descending", steps)).toEqual(board(centre));
      }),
    );
  });

  test("are drawn South up", () => {
    expect(SOUTH_UP.flat().map((cell) => board(5)[cell])).toEqual([4, 9, 2, 3, 5, 7, 8, 1, 6]);
  });

  test.each([0, 10, 1.5, Number.NaN])("of a star %f do not exist", (centre) => {
    expect(() => board(centre)).toThrow(expect.objectContaining({ code: "star-invalid" }));
  });
});

describe("elements", () => {
  test("generate and overcome in the two circles", () => {
    expect(relation("wood", "fire")).toBe("generates");
    expect(relation("water", "metal")).toBe("generated-by");
    expect(relation("wood", "earth")).toBe("overcomes");
    expect(relation("metal", "fire")).toBe("overcome-by");
    expect(relation("earth", "earth")).toBe("same");
  });

  test("of a star at rest is the earth's qi of its direction", () => {
    for (const direction of ["N", "E", "SE", "S", "SW", "W", "NW", "NE"] as const) {
      expect(star(board(5)[direction]).element).toBe(EARTH_QI[direction]);
    }
  });

  test("mod9 stays within 1..9 and has the period 9", () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(mod9(value)).toBeGreaterThanOrEqual(1);
        expect(mod9(value)).toBeLessThanOrEqual(9);
        expect(mod9(value + 9)).toBe(mod9(value));
      }),
    );
  });
});

test("the descending flight has one star less in every step of the path, as other schools draw it", () => {
  // The board of 5 in the yin half: 9 in the north and 1 in the south, the Luo River diagram turned round.
  expect(board(5, "descending")).toEqual({
    C: 5,
    NW: 4,
    W: 3,
    NE: 2,
    S: 1,
    N: 9,
    SW: 8,
    E: 7,
    SE: 6,
  });
  for (let centre = 1; centre <= 9; centre++) {
    const [up, down] = [board(centre), board(centre, "descending")];
    for (const direction of DIRECTIONS)
      expect((up[direction] + down[direction] + 18 - 2 * centre) % 9).toBe(0);
  }
});
