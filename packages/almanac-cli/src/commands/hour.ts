import { dateOfJdn, formatDate, pairOfDay } from "almanac-core";

import { print, printJson, type Context } from "../context.ts";
import { namesTime, parseMoment, recordOf, yearOf } from "../input/moment.ts";
import { hoursJson, isAsked } from "../json/hours.ts";
import { openAlmanac } from "../open-almanac.ts";
import { paintStar } from "../views/element-colours.ts";
import { tableLines } from "../views/table.ts";

const LATE_RAT = 23;

function clock(of: number): string {
  return `${String(of).padStart(2, "0")}:00`;
}

/** The twelve double hours of a day. */
export async function hour(context: Context, text: string | undefined): Promise<void> {
  const { settings, names, texts, paint, now } = context;
  const moment = parseMoment(text, "DATE", settings.calendar);
  const almanac = openAlmanac(settings, yearOf(moment, now));
  const record = recordOf(almanac, moment, now);
  const asked = namesTime(moment) ? record.time.hour : undefined;
  // From 23:00 it is the Rat hour of the following day.
  const jdn = record.jdn + (asked === LATE_RAT ? 1 : 0);
  const date = dateOfJdn(jdn);
  const hours = almanac.hours(date);
  if (settings.json) return printJson(context, hoursJson(date, record.zone, hours, asked, names));
  const rows = hours.map(({ from, pair, star }) => [
    isAsked(from, asked) ? ">" : "",
    `${clock(from)}–${clock((from + 2) % 24)}`,
    names.pair(pair),
    paintStar(paint, star, names.starInFull(star)),
  ]);
  const { heads } = texts;
  print(context, [
    paint("bold", `${formatDate(date)} (${record.zone})  ${names.pair(pairOfDay(jdn))}`),
    "",
    ...tableLines(["", heads.hours, heads.pair, heads.star], rows),
    "",
    texts.ratHour,
    ...(asked === undefined ? [] : [`> ${texts.asked}`]),
  ]);
}
