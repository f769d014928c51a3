import type { Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";
import { parseDay } from "../input/date.ts";
import { CSV_HEAD, csvLine } from "../json/csv.ts";
import { dayJson } from "../json/day.ts";
import { openAlmanac } from "../open-almanac.ts";
import { writeLines } from "../output/write-stream.ts";
import { rangeLine } from "../views/range-line.ts";

/** The records of the days of a span, one a line, written as they are made. */
export async function range(
  context: Context,
  fromText: string,
  toText: string,
  csv: boolean,
): Promise<void> {
  const { settings, names, io } = context;
  if (csv && settings.json) {
    throw new CliError("one form at a time", {
      code: "usage",
      place: "--csv",
      value: "--csv with --json",
      hint: "Leave one of them out.",
    });
  }
  const [from, to] = [
    parseDay(fromText, "FROM", settings.calendar),
    parseDay(toText, "TO", settings.calendar),
  ];
  const almanac = openAlmanac(settings, Math.min(from.year, to.year), Math.max(from.year, to.year));
  const records = almanac.days(from, to);

  const plainLine = rangeLine(context);
  function* lines(): Generator<string> {
    if (csv) yield CSV_HEAD;
    for (const record of records) {
      if (csv) yield csvLine(record, names);
      else if (settings.json) yield JSON.stringify(dayJson(record, settings, names));
      else yield plainLine(record);
    }
  }

  await writeLines(io.stdout, lines());
}
