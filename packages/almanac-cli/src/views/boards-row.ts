import { board, star, type Cell } from "almanac-core";

import type { Names } from "../names.ts";
import { boardLines } from "./board.ts";
import { paintStar } from "./element-colours.ts";
import type { Paint } from "./paint.ts";
import { center, type Measure } from "./width.ts";

/** How stars and boards are drawn. */
export interface Look {
  readonly ascii: boolean;
  readonly northUp: boolean;
  readonly names: Names;
  readonly paint: Paint;
  readonly measure: Measure;
}

/** Columns of a cell of a small board. */
const CELL = 5;
/** Columns of a small board with its frame. */
export const BOARD: number = 3 * CELL + 4;

/** `1Wa`, `1Thủy`, `1水`: the number and as much of the element as a cell can hold. */
function cellText(number: number, { names }: Look): string {
  const element = names.words.elements[star(number).element];
  return number + (names.words.language === "en" ? element.slice(0, 2) : element);
}

/** A board in small, with a star in its centre. */
export function smallBoard(centre: number, look: Look): readonly string[] {
  const stars = board(centre);
  const cell = (place: Cell): string => {
    const text = center(look.measure, cellText(stars[place], look), CELL);
    const painted = paintStar(look.paint, stars[place], text);
    return place === "C" ? look.paint("bold", painted) : painted;
  };
  return boardLines({ ...look, width: CELL, cell });
}
