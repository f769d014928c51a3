import { board } from "almanac-core";
import { seriesOf, yearPlot, type LayoutName } from "almanac-core/svg";

import { printJson, type Context } from "../context.ts";
import { seasonYear } from "../input/years.ts";
import { JSON_VERSION } from "../json/version.ts";
import { openAlmanac } from "../open-almanac.ts";
import { writeFile } from "../output/write-file.ts";

/** The picture of a year: the season rule against the rule of the settings, the books by default. */
export async function plot(
  context: Context,
  text: string | undefined,
  { output, layout }: { readonly output?: string | undefined; readonly layout: LayoutName },
): Promise<void> {
  const { settings, io } = context;
  const year = seasonYear(context, text);
  const against = settings.rule === "season" ? "books" : settings.rule;
  const almanac = openAlmanac({ ...settings, rule: "season" }, year);
  const svg = yearPlot(almanac, year, { against, language: settings.lang, layout });
  if (output !== undefined) await writeFile(io.cwd, output, svg, "--output");
  if (settings.json) {
    const series = (["season", against] as const).map((rule) => ({
      rule,
      points: seriesOf(almanac, year, rule).points.map((point) => ({
        ...point,
        board: board(point.star),
      })),
    }));
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
