import { print, printJson, type Context } from "../context.ts";
import { parseYear } from "../input/year.ts";
import { termYear } from "../input/years.ts";
import { termJson } from "../json/day.ts";
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
  const almanac = openAlmanac(settings, Math.min(first, last), Math.max(first, last));
  const found = [...almanac.terms(first, last)];
  if (settings.json)
    return printJson(
      context,
      found.map((term) => termJson(term, names)),
    );
  const rows = found.map((term) => [
    String(term.longitude).padStart(3),
    names.term(term.longitude),
    formatMoment(term),
    isoInstant(term.instant),
    term.error.toFixed(1),
    term.dateDoubtful ? heads.day : term.hourDoubtful ? heads.hour : "",
  ]);
  print(context, [
    paint(
      "bold",
      texts.termsOf(first === last ? String(first) : texts.span(first, last), settings.zone),
    ),
    "",
    ...tableLines([heads.sun, heads.term, heads.clock, heads.universal, "± s", heads.doubt], rows),
  ]);
}
