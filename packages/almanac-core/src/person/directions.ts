import { board, type Direction, DIRECTIONS, EARTH_QI } from "../luoshu/board.ts";
import { type Relation, relation } from "../luoshu/element.ts";
import { star } from "../luoshu/star.ts";
import { type EightMansions, type Mansion, MANSION_RANK } from "./eight-mansions.ts";

/** What the board of a destiny star says about a direction. */
export interface DirectionReading {
  /** The direction. */
  readonly direction: Direction;
  /** The star there, 1..9. */
  readonly star: number;
  /** The star's element to that of the Heaven Center. */
  readonly starToCentre: Relation;
  /** The star's element to the earth's qi of the direction. */
  readonly starToEarth: Relation;
  /** The Heaven Center's element to the earth's qi. */
  readonly centreToEarth: Relation;
  /**
   * Our reading of the seeds' example: for each of the first two relations +1 when the elements are
   * the same or one generates the other, -1 when one overcomes the other.
   */
  readonly score: number;
  /** 1 the best; equal scores are parted by a centre that is the same as the earth's qi. */
  readonly rank: number;
}

/** A direction about which the board and Eight Mansions disagree. */
export interface Contradiction {
  /** The direction that is judged in two ways. */
  readonly direction: Direction;
  /** What Eight Mansions calls it. */
  readonly mansion: Mansion;
  /** What the board gives it, -2..2. */
  readonly score: number;
  /** `opposite`: one calls it good and the other bad; `degree`: the best of one is the least good of the other. */
  readonly kind: "opposite" | "degree";
}

/** The eight directions around a star in the Heaven Center, from North clockwise. */
export function readDirections(centre: number): readonly DirectionReading[] {
  const cells = board(centre);
  const heaven = star(centre).element;
  const readings = DIRECTIONS.map((direction) => {
    const there = star(cells[direction]).element;
    const earth = EARTH_QI[direction];
    const starToCentre = relation(there, heaven);
    const starToEarth = relation(there, earth);
    return {
      direction,
      star: cells[direction],
      starToCentre,
      starToEarth,
      centreToEarth: relation(heaven, earth),
      score: weight(starToCentre) + weight(starToEarth),
    };
  });
  return readings.map((reading) => ({
    ...reading,
    rank: 1 + readings.filter((other) => precedence(other) > precedence(reading)).length,
  }));
}

/** Where the board and Eight Mansions disagree about a person. */
export function contradictions(
  readings: readonly DirectionReading[],
  mansions: EightMansions,
): readonly Contradiction[] {
  return readings.flatMap(({ direction, score, rank }) => {
    const mansion = mansions.directions[direction];
    const opposite = score * MANSION_RANK[mansion] < 0;
    const degree = rank === 1 && mansion === "return";
    if (!opposite && !degree) return [];
    return [{ direction, mansion, score, kind: opposite ? "opposite" : "degree" } as const];
  });
}

function weight(found: Relation): number {
  return found === "overcomes" || found === "overcome-by" ? -1 : 1;
}

function precedence({
  score,
  centreToEarth,
}: Pick<DirectionReading, "score" | "centreToEarth">): number {
  return 2 * score + (centreToEarth === "same" ? 1 : 0);
}
