import { SOUTH_UP, type Cell } from "almanac-core";

import { frameOf } from "./frame.ts";

/** How a board is drawn. */
export interface BoardLook {
  readonly ascii: boolean;
  readonly northUp: boolean;
  /** Columns of a cell. */
  readonly width: number;
  /** The text of a cell, exactly `width` columns wide, with its colour. */
  readonly cell: (cell: Cell) => string;
}

const SOUTH_UP_SIDES = ["S", "E", "W", "N"] as const;
const NORTH_UP_SIDES = ["N", "W", "E", "S"] as const;

/** The rows of cells from the top; seen from the north, both axes turn. */
function boardRows(northUp: boolean): readonly (readonly Cell[])[] {
  return northUp ? SOUTH_UP.toReversed().map((row) => row.toReversed()) : SOUTH_UP;
}

/** Puts a letter into the middle of the line over or under the middle cell. */
function withLetter(line: string, letter: string): string {
  const middle = Math.floor(line.length / 2);
  return line.slice(0, middle) + letter + line.slice(middle + 1);
}

/** The seven lines of a board, the four sides named on its frame. */
export function boardLines({ ascii, northUp, width, cell }: BoardLook): readonly string[] {
  const { top, middle, bottom, bar } = frameOf(ascii, 3, width);
  const rows = boardRows(northUp).map((row) => row.map(cell).join(bar));
  const [up, left, right, down] = northUp ? NORTH_UP_SIDES : SOUTH_UP_SIDES;
  return [
    withLetter(top, up),
    bar + rows[0] + bar,
    middle,
    left + rows[1] + right,
    middle,
    bar + rows[2] + bar,
    withLetter(bottom, down),
  ];
}
