import { formatDate } from "almanac-core";

import { print, printJson, type Context } from "../context.ts";
import { parseMoment, recordOf, yearOf } from "../input/moment.ts";
import { hoursJson } from "../json/hours.ts";
import { openAlmanac } from "../open-almanac.ts";
import { paintStar } from "../views/element-colours.ts";
import { tableLines } from "../views/table.ts";

function clock(of: number): string {
  return `${String(of).padStart(2, "0")}:00`;
}

/** The twelve double hours of a day. */
export async function hour(context: Context, text: string | undefined): Promise<void> {
  const { settings, names, texts, paint, now } = context;
  const moment = parseMoment(text, "DATE");
  const almanac = openAlmanac(settings, yearOf(moment, now));
  const record = recordOf(almanac, moment, now);
  const hours = almanac.hours(record.date);
  if (settings.json) return printJson(context, hoursJson(record, hours, names));
  const rows = hours.map(({ from, pair, star }) => [
    `${clock(from)}–${clock((from + 2) % 24)}`,
    names.pair(pair),
    paintStar(paint, star, names.starInFull(star)),
  ]);
  const { heads } = texts;
  print(context, [
    paint("bold", `${formatDate(record.date)} (${record.zone})  ${names.pair(record.pillars.day)}`),
    "",
    ...tableLines([heads.hours, heads.pair, heads.star], rows),
    "",
    texts.ratHour,
  ]);
}
