import { print, printJson, type Context } from "../context.ts";
import { parseMoment, possibleRecords, recordOf, yearOf } from "../input/moment.ts";
import { dayJson } from "../json/day.ts";
import { readingsJson } from "../json/readings.ts";
import { openAlmanac } from "../open-almanac.ts";
import { readingsOf } from "../readings.ts";
import { dayLines } from "../views/day.ts";
import { calendarLines, lunarLines, possibleLines, readingLines } from "../views/readings.ts";
import { createMeasure } from "../views/width.ts";

/** One day on one screen. */
export async function day(context: Context, text: string | undefined): Promise<void> {
  const { settings, names, now } = context;
  const moment = parseMoment(text, "DATE", settings.calendar);
  const almanac = openAlmanac(settings, yearOf(moment, now));
  const record = recordOf(almanac, moment, now);
  const readings = readingsOf(almanac, record, settings.longitude);
  if (settings.json)
    return printJson(context, {
      ...dayJson(record, settings, names),
      ...readingsJson(readings, names),
    });
  const explanation = almanac.explain(record.date, record.time);
  const measure = await createMeasure(settings.lang);
  const possible = possibleRecords(almanac, moment, now);
  const lines = [
    ...lunarLines(record, context),
    ...possibleLines(possible, context),
    ...calendarLines(record, context),
    ...readingLines(readings, context),
  ];
  print(context, dayLines(explanation, almanac.settings, context, measure, lines));
}
