import { describe, expect, test } from "vitest";

import { contradictions, readDirections } from "./directions.ts";
import { eightMansions, femaleStar } from "./eight-mansions.ts";

describe("the directions of White One, the seeds' example", () => {
  const readings = readDirections(1);
  const at = (direction: string) => readings.find((reading) => reading.direction === direction);

  test("put the North first: White Six is mutual with the centre and generates the earth's qi", () => {
    expect(at("N")).toEqual({
      direction: "N",
      star: 6,
      starToCentre: "generates",
      starToEarth: "generates",
      centreToEarth: "same",
      score: 2,
      rank: 1,
    });
  });

  test("call the Southwest completely mutual", () => {
    expect(at("SW")).toMatchObject({
      star: 7,
      starToCentre: "generates",
      starToEarth: "generated-by",
      score: 2,
      rank: 2,
    });
  });

  test("contradict Eight Mansions in the North and the Southwest", () => {
    expect(contradictions(readings, eightMansions(1990, "male"))).toEqual([
      { direction: "N", mansion: "return", score: 2, kind: "degree" },
      { direction: "E", mansion: "heaven-doctor", score: -2, kind: "opposite" },
      { direction: "SW", mansion: "death", score: 2, kind: "opposite" },
    ]);
  });
});

describe("Eight Mansions", () => {
  test("of Kan, the number 1", () => {
    expect(eightMansions(1990, "male")).toEqual({
      sex: "male",
      number: 1,
      directions: {
        N: "return",
        SE: "life-generation",
        E: "heaven-doctor",
        S: "long-age",
        NE: "five-ghosts",
        NW: "six-evils",
        W: "harm",
        SW: "death",
      },
    });
  });

  test("counts 5 as 2 for men and as 8 for women", () => {
    expect(eightMansions(1986, "male").number).toBe(2);
    expect(eightMansions(1990, "female").number).toBe(8);
    expect(femaleStar(1990)).toBe(5);
  });

  test.each([1984, 1985, 1986, 1987, 1988, 1989, 1990, 1991, 1992])(
    "gives every result once to both of %i",
    (year) => {
      for (const sex of ["male", "female"] as const) {
        expect(new Set(Object.values(eightMansions(year, sex).directions)).size).toBe(8);
      }
    },
  );
});
