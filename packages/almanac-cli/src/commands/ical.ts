import { icalendar, PARTS, type Part } from "almanac-core/ical";
import { printable } from "toolkit/printable";

import { printJson, type Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";
import { parseDay } from "../input/date.ts";
import { JSON_VERSION } from "../json/version.ts";
import { openAlmanac } from "../open-almanac.ts";
import { writeFile } from "../output/write-file.ts";

function parseParts(text: string): readonly Part[] {
  return text.split(",").map((word) => {
    const part = PARTS.find((known) => known === word.trim());
    if (part !== undefined) return part;
    const hint = `Name some of ${PARTS.join(", ")}, with commas between them.`;
    throw new CliError("no such part", {
      code: "option-invalid",
      place: "--parts",
      value: word,
      hint,
    });
  });
}

/** An iCalendar file of a span of days. */
export async function ical(
  context: Context,
  fromText: string,
  toText: string,
  options: { readonly output?: string | undefined; readonly parts: string },
): Promise<void> {
  const { settings, texts, io } = context;
  const [from, to] = [
    parseDay(fromText, "FROM", settings.calendar),
    parseDay(toText, "TO", settings.calendar),
  ];
  const parts = parseParts(options.parts);
  if (settings.json && options.output === undefined) {
    throw new CliError("the report of what was written needs a file", {
      code: "usage",
      place: "--json",
      value: "ical without --output",
      hint: "Name a file with --output, or leave --json out.",
    });
  }
  const years = [from.year, to.year];
  const almanac = openAlmanac(settings, Math.min(...years), Math.max(...years));
  const { text, events } = icalendar(almanac, { from, to }, { parts, language: settings.lang });
  if (options.output === undefined) {
    io.stdout.write(text);
    return;
  }
  await writeFile(io.cwd, options.output, text, "--output");
  if (settings.json) {
    printJson(context, { version: JSON_VERSION, file: options.output, events });
  } else {
    io.stderr.write(printable(`${options.output}: ${texts.events(events)}\n`));
  }
}
