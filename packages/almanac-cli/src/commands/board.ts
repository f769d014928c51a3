import { board as boardOf, fly, type Cell } from "almanac-core";

import { print, printJson, type Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";
import { starJson } from "../json/day.ts";
import { JSON_VERSION } from "../json/version.ts";
import { largeBoard } from "../views/boards-row.ts";
import { createMeasure } from "../views/width.ts";

const CELLS: readonly Cell[] = ["C", "N", "NE", "E", "SE", "S", "SW", "W", "NW"];

function starOf(text: string): number {
  if (/^[1-9]$/.test(text)) return Number(text);
  throw new CliError("no such star", {
    code: "argument-invalid",
    place: "STAR",
    value: text,
    hint: "Give a number from 1 to 9.",
  });
}

/** The board with a star in its centre, and the one that follows it. */
export async function board(context: Context, text: string, descending: boolean): Promise<void> {
  const { settings, names, texts, paint } = context;
  const centre = starOf(text);
  const flight = descending ? "descending" : "ascending";
  const cells = boardOf(centre, flight);
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
  const full = paint("bold", names.starInFull(centre));
  print(context, [
    texts.boardOf(full, names.words.cells.C, descending, names.star(next)),
    "",
    ...largeBoard(cells, { ...settings, names, texts, paint, measure }),
  ]);
}
