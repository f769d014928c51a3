import {
  fortuneOfYear,
  monthStar,
  pairOfMonth,
  pairOfYear,
  yearStar,
  type Almanac,
  type LocalTerm,
} from "almanac-core";
import { seriesOf } from "almanac-core/svg";

import { dateIn, datesNote } from "../calendar.ts";
import { print, printJson, type Context } from "../context.ts";
import { daysOfYear } from "../input/year.ts";
import { seasonYear, termYear } from "../input/years.ts";
import { yearJson } from "../json/year.ts";
import { openAlmanac } from "../open-almanac.ts";
import { chartLines } from "../views/chart.ts";
import { paintStar } from "../views/element-colours.ts";
import { tableLines } from "../views/table.ts";
import { formatMoment } from "../views/time.ts";
import { yearDaysLines } from "../views/year-days.ts";

/** The terms that open the twelve months of a weather year, Spring starts first. */
function openings(almanac: Almanac, asked: number): readonly LocalTerm[] {
  const all = [...almanac.terms(asked, asked + 1)].filter(({ longitude }) => longitude % 30 === 15);
  const first = all.findIndex(({ longitude }) => longitude === 315);
  return all.slice(first, first + 12);
}

/** A weather year: its months, then the star of the day over the civil year. */
export async function year(context: Context, text: string | undefined): Promise<void> {
  const { settings, names, texts, paint } = context;
  const { heads } = texts;
  const asked = settings.rule === "season" ? seasonYear(context, text) : termYear(context, text);
  const almanac = openAlmanac(settings, asked);
  const months = openings(almanac, asked);
  if (settings.json) return printJson(context, yearJson(asked, almanac, months, names));
  const star = yearStar(asked);
  const { number, epoch } = fortuneOfYear(asked);
  const rows = months.map((term, i) => {
    const ruling = monthStar(asked, i + 1);
    return [
      String(i + 1),
      names.pair(pairOfMonth(asked, i + 1)),
      paintStar(paint, ruling, names.starInFull(ruling)),
      names.term(term.longitude),
      formatMoment(term, settings.calendar),
    ];
  });
  const [first, last] = daysOfYear(asked, settings.calendar);
  const records = Array.from(almanac.days(first, last), (record) => ({
    ...record,
    date: dateIn(record.date, settings.calendar),
  }));
  const heights = seriesOf(almanac, asked, settings.rule).points.map(({ height }) => height);
  print(context, [
    paint("bold", `${asked} ${names.pair(pairOfYear(asked))}`) +
      `  ${paintStar(paint, star, names.starInFull(star))}, ${names.words.fortune} ${number}, ${names.words.epochs[epoch]}  (${settings.zone})`,
    ...datesNote(first, context),
    "",
    ...tableLines([heads.month, heads.pair, heads.star, heads.begins, heads.at], rows),
    "",
    texts.starOfDays(texts.rules[settings.rule]),
    ...yearDaysLines(records, texts.months, paint),
    "",
    texts.unwrapped,
    ...chartLines(heights, 66, settings.ascii),
  ]);
}
