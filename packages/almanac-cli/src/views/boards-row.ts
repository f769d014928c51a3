import { board, star, type Cell } from "almanac-core";

import type { Names } from "../names.ts";
import type { Texts } from "../texts/texts.ts";
import { boardLines } from "./board.ts";
import { paintStar } from "./element-colours.ts";
import type { Paint } from "./paint.ts";
import { center, type Measure } from "./width.ts";

/** How stars and boards are drawn. */
export interface Look {
  readonly ascii: boolean;
  readonly northUp: boolean;
  readonly names: Names;
  readonly texts: Texts;
  readonly paint: Paint;
  readonly measure: Measure;
}

/** Columns of a cell of a small board. */
const CELL = 5;
/** Columns of a small board with its frame. */
export const BOARD: number = 3 * CELL + 4;
/** Columns of a cell of a large board. */
const LARGE_CELL = 14;

/** `1Wa`, `1水`: the number, and the element where a cell has room for it. */
function cellText(number: number, { names, texts }: Look): string {
  return number + texts.cellMark(names.words.elements[star(number).element]);
}

/** Whether the letters of the sides leave room for the cells beside them. */
function hasRoomForSides({ names, measure }: Look): boolean {
  return measure(names.words.compass.S) === 1;
}

/** What says how small boards lie, in a language whose letters are too wide for their frames. */
export function orientation(look: Look): readonly string[] {
  return hasRoomForSides(look) ? [] : [look.texts.orientation(look.northUp)];
}

/** A board in small, with a star in its centre. */
export function smallBoard(centre: number, look: Look): readonly string[] {
  const stars = board(centre);
  const cell = (place: Cell, columns: number): string => {
    const text = center(look.measure, cellText(stars[place], look), columns);
    const painted = paintStar(look.paint, stars[place], text);
    return place === "C" ? look.paint("bold", painted) : painted;
  };
  const compass = hasRoomForSides(look) ? look.names.words.compass : undefined;
  return boardLines({ ...look, compass, width: CELL, cell });
}

/** A board with the short name of the star in every cell. */
export function largeBoard(stars: Readonly<Record<Cell, number>>, look: Look): readonly string[] {
  return boardLines({
    ...look,
    compass: look.names.words.compass,
    width: LARGE_CELL,
    cell: (place, columns) =>
      paintStar(
        look.paint,
        stars[place],
        center(look.measure, look.names.star(stars[place]), columns),
      ),
  });
}
