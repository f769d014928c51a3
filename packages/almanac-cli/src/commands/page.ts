import { printJson, type Context } from "../context.ts";
import { CliError } from "../errors/cli-error.ts";
import { parseMonth } from "../input/year.ts";
import { seasonYear, termYear } from "../input/years.ts";
import { JSON_VERSION } from "../json/version.ts";
import { openAlmanac } from "../open-almanac.ts";
import { writeFile } from "../output/write-file.ts";
import { monthPage } from "../page/month.ts";
import type { Paper } from "../page/style.ts";
import { yearPage } from "../page/year.ts";

/** A printable page of a civil month or of a weather year. */
export async function page(
  context: Context,
  text: string | undefined,
  { output, paper }: { readonly output?: string | undefined; readonly paper: Paper },
): Promise<void> {
  const { settings, io } = context;
  if (settings.json && output === undefined) {
    throw new CliError("the report of what was written needs a file", {
      code: "usage",
      place: "--json",
      value: "page without --output",
      hint: "Name a file with --output, or leave --json out.",
    });
  }
  const html = textOf(context, text, paper);
  if (output === undefined) {
    io.stdout.write(html);
    return;
  }
  await writeFile(io.cwd, output, html, "--output");
  if (settings.json) printJson(context, { version: JSON_VERSION, file: output });
}

/** `2024-08` is a month, `2024` a year; nothing is the present year. */
function textOf(context: Context, text: string | undefined, paper: Paper): string {
  const { settings } = context;
  if (text !== undefined && /^[+-]?\d{4,6}-/.test(text)) {
    const month = parseMonth(text, "PAGE");
    return monthPage(openAlmanac(settings, month.year), month, paper, context);
  }
  const year = settings.rule === "season" ? seasonYear(context, text) : termYear(context, text);
  return yearPage(openAlmanac(settings, year), year, paper, context);
}
