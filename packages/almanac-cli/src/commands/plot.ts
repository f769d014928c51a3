import { printJson, type Context } from "../context.ts";
import { seasonYear } from "../input/years.ts";
import { JSON_VERSION } from "../json/version.ts";
import { openAlmanac } from "../open-almanac.ts";
import { writeFile } from "../output/write-file.ts";
import { picture } from "../plot/picture.ts";
import { seriesOf } from "../plot/series.ts";

/** The picture of a year: the season rule against the rule of the settings, the books by default. */
export async function plot(
  context: Context,
  text: string | undefined,
  output: string | undefined,
): Promise<void> {
  const { settings, io } = context;
  const year = seasonYear(context, text);
  const against = settings.rule === "season" ? "books" : settings.rule;
  const almanac = openAlmanac({ ...settings, rule: "season" }, year);
  const season = seriesOf(almanac, year, "season");
  const other = seriesOf(almanac, year, against);
  const svg = picture(year, settings.zone, [season, other], context);
  if (output !== undefined) await writeFile(io.cwd, output, svg, "--output");
  if (settings.json) {
    const series = [season, other];
    printJson(context, {
      version: JSON_VERSION,
      year,
      zone: settings.zone,
      file: output ?? null,
      series,
    });
  } else if (output === undefined) {
    io.stdout.write(svg);
  }
}
