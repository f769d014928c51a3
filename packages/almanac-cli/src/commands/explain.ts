import { print, printJson, type Context } from "../context.ts";
import { parseMoment, recordOf, yearOf } from "../input/moment.ts";
import { dayJson } from "../json/day.ts";
import { JSON_VERSION } from "../json/version.ts";
import { openAlmanac } from "../open-almanac.ts";
import { explainTextsOf } from "../texts/in-language.ts";
import { displayWidth } from "../views/display-width.ts";
import { stepOf } from "../views/explain/sentences.ts";
import { formatMoment } from "../views/time.ts";
import { padEnd } from "../views/width.ts";
import { wrap } from "../views/wrap.ts";

/** Why each value of a day is what it is. */
export async function explain(context: Context, text: string | undefined): Promise<void> {
  const { settings, names, texts, paint, io, now } = context;
  const words = { explain: await explainTextsOf(settings.lang), texts, names };
  const moment = parseMoment(text, "DATE", settings.calendar);
  const almanac = openAlmanac(settings, yearOf(moment, now));
  const { date, time } = recordOf(almanac, moment, now);
  const { record, facts } = almanac.explain(date, time);
  const steps = facts.map((fact) => stepOf(fact, words));
  if (settings.json) {
    const day = dayJson(record, settings, names);
    return printJson(context, { version: JSON_VERSION, record: day, steps });
  }
  const width = Math.min(io.stdout.columns ?? 80, 100);
  print(context, [
    paint("bold", words.explain.title(formatMoment(record), record.zone, texts.rules[record.rule])),
    ...steps.flatMap(({ field, result, because, provenance, source }) => [
      "",
      `${paint("bold", padEnd(displayWidth, words.explain.fields[field], 14))} ${result}`,
      ...wrap(because, width - 2, displayWidth).map((line) => `  ${line}`),
      ...wrap(
        words.explain.source(words.explain.provenance[provenance], source),
        width - 2,
        displayWidth,
      ).map((line) => `  ${paint("dim", line)}`),
    ]),
  ]);
}
