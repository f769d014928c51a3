import { board } from "almanac-core";

import { datesNote, termsOfYears } from "../calendar.ts";
import { print, printJson, type Context } from "../context.ts";
import { parseYear } from "../input/year.ts";
import { termYear } from "../input/years.ts";
import { starJson, termJson } from "../json/day.ts";
import { openAlmanac } from "../open-almanac.ts";
import { tableLines } from "../views/table.ts";
import { formatMoment, isoInstant } from "../views/time.ts";

/** The solar terms of a year or of a span of years. */
export async function terms(
  context: Context,
  text: string | undefined,
  lastText: string | undefined,
): Promise<void> {
  const { settings, names, texts, paint } = context;
  const { heads } = texts;
  const first = termYear(context, text);
  const last = lastText === undefined ? first : parseYear(lastText, "LAST");
  // No rule of the day's star bears on the periods, and the rule season is not for every year.
  const almanac = openAlmanac(
    { ...settings, rule: "books" },
    Math.min(first, last),
    Math.max(first, last),
  );
  const found = termsOfYears(almanac, settings.calendar, first, last);
  if (settings.json)
    return printJson(
      context,
      found.map((term) => {
        const { month } = almanac.at(term.instant).stars;
        return { ...termJson(term, names), star: starJson(month, names), board: board(month) };
      }),
    );
  const rows = found.map((term) => [
    String(term.longitude).padStart(3),
    names.term(term.longitude),
    formatMoment(term, settings.calendar),
    isoInstant(term.instant),
    term.error.toFixed(1),
    term.dateDoubtful ? heads.day : term.hourDoubtful ? heads.hour : "",
  ]);
  print(context, [
    paint(
      "bold",
      texts.termsOf(first === last ? String(first) : texts.span(first, last), settings.zone),
    ),
    ...found.slice(0, 1).flatMap(({ date }) => datesNote(date, context)),
    "",
    ...tableLines([heads.sun, heads.term, heads.clock, heads.universal, "± s", heads.doubt], rows),
  ]);
}
