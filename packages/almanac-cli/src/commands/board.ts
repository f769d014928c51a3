import { board as boardOf, fly, type Cell } from "almanac-core";

import { print, printJson, type Context } from "../context.ts";
import { starJson } from "../json/day.ts";
import { JSON_VERSION } from "../json/version.ts";
import { boardLines } from "../views/board.ts";
import { paintStar } from "../views/element-colours.ts";
import { center, createMeasure } from "../views/width.ts";

const CELLS: readonly Cell[] = ["C", "N", "NE", "E", "SE", "S", "SW", "W", "NW"];
const WIDTH = 14;

/** The board with a star in its centre, and the one that follows it. */
export async function board(context: Context, text: string, descending: boolean): Promise<void> {
  const { settings, names, paint } = context;
  const centre = Number(text);
  const cells = boardOf(centre);
  const flight = descending ? "descending" : "ascending";
  const next = fly(centre, flight).C;
  if (settings.json) {
    return printJson(context, {
      version: JSON_VERSION,
      flight,
      cells: Object.fromEntries(CELLS.map((cell) => [cell, starJson(cells[cell], names)])),
      next: starJson(next, names),
    });
  }
  const measure = await createMeasure(settings.lang);
  const cell = (place: Cell): string =>
    paintStar(paint, cells[place], center(measure, names.star(cells[place]), WIDTH));
  print(context, [
    `${paint("bold", names.starInFull(centre))} in the ${names.words.cells.C}; ${flight}, ${names.star(next)} follows`,
    "",
    ...boardLines({ ...settings, width: WIDTH, cell }),
  ]);
}
