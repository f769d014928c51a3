import type { AfflictedSpan } from "almanac-core";

import { print, printJson, type Context } from "../context.ts";
import { termYear } from "../input/years.ts";
import { afflictionsJson } from "../json/afflictions.ts";
import { openAlmanac } from "../open-almanac.ts";
import { BOARD, orientation, smallBoard, type Look } from "../views/boards-row.ts";
import { sideBySide } from "../views/columns.ts";
import { mountainsText } from "../views/mountains.ts";
import { tableLines } from "../views/table.ts";
import { formatMoment } from "../views/time.ts";
import { createMeasure, padEnd } from "../views/width.ts";

/** The boards of a year and of its twelve months, and the directions that are afflicted in each. */
export async function boards(context: Context, text: string | undefined): Promise<void> {
  const { settings, names, texts, paint, io } = context;
  const asked = termYear(context, text);
  const almanac = openAlmanac(settings, asked, asked + 1);
  const [year, ...months] = almanac.afflictions(asked);
  if (year === undefined) return;
  if (settings.json)
    return printJson(context, afflictionsJson(asked, settings.zone, [year, ...months], names));
  const measure = await createMeasure(settings.lang);
  const look: Look = { ...settings, names, texts, paint, measure };
  const column = (span: AfflictedSpan): readonly string[] => {
    const fill = (line: string): string => padEnd(measure, line, BOARD);
    return [
      paint(
        "bold",
        fill(span.month === null ? String(asked) : `${texts.heads.month} ${span.month}`),
      ),
      fill(names.pair(span.pair)),
      ...smallBoard(span.star, look),
      fill(""),
    ];
  };
  const { heads } = texts;
  const { afflictions: words } = names.words;
  print(context, [
    ...sideBySide([year], io.stdout.columns, column),
    ...sideBySide(months, io.stdout.columns, column),
    ...tableLines(
      ["", heads.from, ...Object.values(words)],
      [year, ...months].map((span) => [
        span.month === null ? heads.year : String(span.month),
        formatMoment(span.from),
        ...span.afflictions.map((found) => mountainsText(found, names)),
      ]),
    ),
    "",
    texts.afflictionNote(formatMoment((months.at(-1) ?? year).to)),
    ...orientation(look),
  ]);
}
