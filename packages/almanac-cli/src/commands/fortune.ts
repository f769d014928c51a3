import { board, fortuneOfYear, pairOfYear, yearStar } from "almanac-core";

import { print, printJson, type Context } from "../context.ts";
import { yearOrPresent } from "../input/years.ts";
import { pairJson, starJson } from "../json/day.ts";
import { JSON_VERSION } from "../json/version.ts";
import { paintStar } from "../views/element-colours.ts";
import { tableLines } from "../views/table.ts";

const YEARS_OF_A_FORTUNE = 20;

/** The fortune of a year within its era of nine. */
export async function fortune(context: Context, text: string | undefined): Promise<void> {
  const { settings, names, texts, paint } = context;
  const year = yearOrPresent(context, text);
  const own = fortuneOfYear(year);
  if (settings.json) {
    return printJson(context, {
      version: JSON_VERSION,
      year,
      pair: pairJson(pairOfYear(year), names),
      star: starJson(yearStar(year), names),
      board: board(yearStar(year)),
      fortune: { ...own },
    });
  }
  const first = own.from - (own.number - 1) * YEARS_OF_A_FORTUNE;
  const rows = Array.from({ length: 9 }, (_, i) => {
    const { number, epoch, from, to } = fortuneOfYear(first + i * YEARS_OF_A_FORTUNE);
    return [
      number === own.number ? ">" : "",
      `${names.words.fortune} ${number}`,
      paintStar(paint, number, names.words.stars[number - 1]?.name ?? ""),
      names.words.epochs[epoch],
      texts.span(from, to),
    ];
  });
  const { heads } = texts;
  print(context, [
    `${paint("bold", `${year} ${names.pair(pairOfYear(year))}`)}  ${texts.yearStar} ${names.star(yearStar(year))}`,
    "",
    ...tableLines(["", heads.fortune, heads.star, heads.epoch, heads.weatherYears], rows),
  ]);
}
