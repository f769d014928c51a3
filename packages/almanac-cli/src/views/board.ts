import { SOUTH_UP, type Cell, type Names } from "almanac-core";

import { frameOf } from "./frame.ts";
import type { Measure } from "./width.ts";

/** How a board is drawn. */
export interface BoardLook {
  readonly ascii: boolean;
  readonly northUp: boolean;
  readonly measure: Measure;
  /** The letters of the sides; without them the frame is left plain. */
  readonly compass?: Names["compass"] | undefined;
  /** Columns of a cell. */
  readonly width: number;
  /** The text of a cell, exactly so many columns wide, with its colour. */
  readonly cell: (cell: Cell, columns: number) => string;
}

const SOUTH_UP_SIDES = ["S", "E", "W", "N"] as const;
const NORTH_UP_SIDES = ["N", "W", "E", "S"] as const;

/** The rows of cells from the top; seen from the north, both axes turn. */
function boardRows(northUp: boolean): readonly (readonly Cell[])[] {
  return northUp ? SOUTH_UP.toReversed().map((row) => row.toReversed()) : SOUTH_UP;
}

/** Puts a letter into the middle of the line over or under the middle cell. */
function withLetter(measure: Measure, line: string, letter: string): string {
  const middle = Math.floor(line.length / 2);
  return line.slice(0, middle) + letter + line.slice(middle + measure(letter));
}

/** The seven lines of a board, the four sides named on its frame; a wide letter takes a column of its cell. */
export function boardLines(look: BoardLook): readonly string[] {
  const { ascii, northUp, compass, measure, width, cell } = look;
  const { top, middle, bottom, bar } = frameOf(ascii, 3, width);
  const sides = northUp ? NORTH_UP_SIDES : SOUTH_UP_SIDES;
  const [up, left, right, down] = sides.map((side) => compass?.[side] ?? "");
  const rowOf = (cells: readonly Cell[], ends: readonly [string, string]): string => {
    const inner = cells.map((place, i) => {
      const end = ends[i === 0 ? 0 : 1];
      return cell(place, i === 1 ? width : width + 1 - measure(end));
    });
    return ends[0] + inner.join(bar) + ends[1];
  };
  const [first = [], second = [], third = []] = boardRows(northUp);
  return [
    withLetter(measure, top, up ?? ""),
    rowOf(first, [bar, bar]),
    middle,
    rowOf(second, [left || bar, right || bar]),
    middle,
    rowOf(third, [bar, bar]),
    withLetter(measure, bottom, down ?? ""),
  ];
}
