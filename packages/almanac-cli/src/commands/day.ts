import { print, printJson, type Context } from "../context.ts";
import { parseMoment, recordOf, yearOf } from "../input/moment.ts";
import { dayJson } from "../json/day.ts";
import { openAlmanac } from "../open-almanac.ts";
import { dayLines } from "../views/day.ts";
import { createMeasure } from "../views/width.ts";

/** One day on one screen. */
export async function day(context: Context, text: string | undefined): Promise<void> {
  const { settings, names, now } = context;
  const moment = parseMoment(text, "DATE");
  const almanac = openAlmanac(settings, yearOf(moment, now));
  const record = recordOf(almanac, moment, now);
  if (settings.json) return printJson(context, dayJson(record, settings, names));
  const explanation = almanac.explain(record.date, record.time);
  const measure = await createMeasure(settings.lang);
  print(context, dayLines(explanation, almanac.settings, context, measure));
}
