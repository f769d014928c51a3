import { print, printJson, type Context } from "../context.ts";
import { parseYear } from "../input/year.ts";
import { yearOrPresent } from "../input/years.ts";
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
  const { settings, names, paint } = context;
  const first = yearOrPresent(context, text);
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
    term.dateDoubtful ? "date" : term.hourDoubtful ? "hour" : "",
  ]);
  print(context, [
    paint(
      "bold",
      `Weather periods, ${first === last ? first : `${first} to ${last}`} (${settings.zone})`,
    ),
    "",
    ...tableLines(["Sun", "Period", "Clock", "Universal time", "± s", "Doubt"], rows),
  ]);
}
