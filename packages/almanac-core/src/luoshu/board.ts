import { checkChoice, checkWhole } from "../errors/check.ts";
import { mod9 } from "../number/modulo.ts";
import { deepFreeze } from "../values/freeze.ts";
import type { Element } from "./star.ts";
import { star } from "./star.ts";

/** The eight directions of space. */
export type Direction = "N" | "NE" | "E" | "SE" | "S" | "SW" | "W" | "NW";

/** A cell of a board: a direction, or the centre. */
export type Cell = Direction | "C";

/** The cells as a board is drawn, South up: three rows of three. */
export const SOUTH_UP: readonly (readonly [Cell, Cell, Cell])[] = /*#__PURE__*/ deepFreeze([
  ["SE", "S", "SW"],
  ["E", "C", "W"],
  ["NE", "N", "NW"],
]);

/** The eight directions clockwise from North. */
export const DIRECTIONS: readonly Direction[] = /*#__PURE__*/ deepFreeze([
  "N",
  "NE",
  "E",
  "SE",
  "S",
  "SW",
  "W",
  "NW",
]);

/** The stars at rest: the Luo River diagram, in which every line adds up to 15. */
const LUOSHU: Readonly<Record<Cell, number>> = {
  C: 5,
  N: 1,
  NE: 8,
  E: 3,
  SE: 4,
  S: 9,
  SW: 2,
  W: 7,
  NW: 6,
};

/** The earth's qi: the element of each direction. */
export const EARTH_QI: Readonly<Record<Direction, Element>> = /*#__PURE__*/ deepFreeze({
  N: "water",
  NE: "earth",
  E: "wood",
  SE: "wood",
  S: "fire",
  SW: "earth",
  W: "metal",
  NW: "metal",
});

/** The same question for each of the eight directions. */
export function byDirection<T>(
  answer: (direction: Direction) => T,
): Readonly<Record<Direction, T>> {
  return {
    N: answer("N"),
    NE: answer("NE"),
    E: answer("E"),
    SE: answer("SE"),
    S: answer("S"),
    SW: answer("SW"),
    W: answer("W"),
    NW: answer("NW"),
  };
}

/** The star of every cell, 1..9. */
export type Board = Readonly<Record<Cell, number>>;

/** The way in which the stars move. */
export type Flight = "ascending" | "descending";

const FLIGHTS: readonly Flight[] = ["ascending", "descending"];

/**
 * The board with a star in the Heaven Center. In the seed articles it is never mirrored: ascending or
 * descending says only how its centre moves in time. The descending flight over the cells (逆飛) is that of
 * other schools, by tradition.
 * @param centre - 1..9
 * @param flight - how the stars fly over the cells from the centre; default `ascending`
 * @throws AlmanacError `star-invalid`, `argument-invalid`
 */
export function board(centre: number, flight: Flight = "ascending"): Board {
  const { number } = star(centre);
  checkChoice("flight", flight, FLIGHTS);
  const way = flight === "ascending" ? 1 : -1;
  return { C: centre, ...byDirection((direction) => mod9(number + way * (LUOSHU[direction] - 5))) };
}

/**
 * The board after some steps of a flight; nine steps lead back.
 * @throws AlmanacError `star-invalid`, `argument-invalid`
 */
export function fly(from: number, flight: Flight, steps = 1): Board {
  checkChoice("flight", flight, FLIGHTS);
  checkWhole("steps", steps);
  return board(mod9(star(from).number + (flight === "ascending" ? steps : -steps)));
}
