import {
  formatDate,
  offsetAt,
  star as starOf,
  type AlmanacOptions,
  type DayRecord,
  type Explanation,
} from "almanac-core";

import type { Context } from "../context.ts";
import { BOARD, smallBoard, type Look } from "./boards-row.ts";
import { paintStar } from "./element-colours.ts";
import { LEGEND, markOfField } from "./provenance.ts";
import { formatMoment, formatOffset, formatSpan, formatTime, weekday } from "./time.ts";
import { padEnd, type Measure } from "./width.ts";

const TITLES = { year: "Year", month: "Month", day: "Day", hour: "Hour" } as const;
const COLUMNS = ["year", "month", "day", "hour"] as const;

function heading(record: DayRecord, { zone }: AlmanacOptions): string {
  const offset = formatOffset(offsetAt(zone, record.instant));
  const name = zone.id === "UTC" || zone.id === offset ? zone.id : `${zone.id}, UTC${offset}`;
  return `${weekday(record.jdn)} ${formatDate(record.date)} ${formatTime(record.time)}  (${name})`;
}

/** The three lines over a board, each filled to its width before it is coloured. */
function columnHead(column: keyof typeof TITLES, explanation: Explanation, look: Look): string[] {
  const { record } = explanation;
  const { names, paint, measure } = look;
  const number = record.stars[column];
  const fill = (text: string): string => padEnd(measure, text, BOARD);
  const element = names.words.elements[starOf(number).element];
  const star = `${names.star(number)} ${element} ${markOfField(explanation, `stars.${column}`)}`;
  return [
    paint("dim", fill(TITLES[column])),
    paint("bold", fill(names.pair(record.pillars[column]))),
    paintStar(paint, number, fill(star)),
  ];
}

/** Columns of lines of equal width side by side. */
function join(columns: readonly (readonly string[])[]): readonly string[] {
  return Array.from({ length: columns[0]?.length ?? 0 }, (_, row) =>
    columns
      .map((lines) => lines[row])
      .join(" ")
      .trimEnd(),
  );
}

function boards(explanation: Explanation, look: Look): readonly string[] {
  const heads = COLUMNS.map((column) => columnHead(column, explanation, look));
  const below = COLUMNS.map((column) => smallBoard(explanation.record.stars[column], look));
  return [...join(heads), ...join(below)];
}

function seasonLine({ season }: DayRecord, { words, pair }: Context["names"]): string {
  if (season === null) return "no season coordinates outside the weather years 604 to 3914";
  const held = season.held ? `, ${words.held}: the qi field stands still` : "";
  return `${words.halves[season.half]} half, day ${season.day}, apparent ${pair(season.apparent)}${held}`;
}

function facts(explanation: Explanation, context: Context): readonly string[] {
  const { record } = explanation;
  const { names, paint, settings } = context;
  const { fortune, period, nextPeriod } = record;
  const mark = (field: string): string => markOfField(explanation, field);
  const span = formatSpan(nextPeriod.instant - record.instant);
  const doubts = record.doubts.map(
    (doubt) =>
      [
        "Doubt",
        `${doubt.about} hangs on ${names.period(doubt.period.longitude)}, known to ± ${doubt.period.error.toFixed(1)} s`,
        "",
      ] as const,
  );
  const rows: readonly (readonly [string, string, string])[] = [
    [
      names.words.fortune,
      `${fortune.number} ${names.words.stars[fortune.number - 1]?.name}, ${names.words.epochs[fortune.epoch]}, ${fortune.from} to ${fortune.to}`,
      mark("fortune"),
    ],
    ["Season", seasonLine(record, names), mark("season")],
    ["Period", `${names.period(period.longitude)}, since ${formatMoment(period)}`, mark("period")],
    [
      "Next",
      `${names.period(nextPeriod.longitude)}, ${formatMoment(nextPeriod)}, in ${span}`,
      mark("period"),
    ],
    ["Rule", `${record.rule}, day from ${settings.dayBoundary}`, ""],
    ...doubts,
  ];
  return rows.map(([label, text, sign]) =>
    `${paint("dim", label.padEnd(9))}${text} ${paint("dim", sign)}`.trimEnd(),
  );
}

/** One day on one screen. */
export function dayLines(
  explanation: Explanation,
  options: AlmanacOptions,
  context: Context,
  measure: Measure,
): readonly string[] {
  const { settings, names, paint } = context;
  const look: Look = { ...settings, names, paint, measure };
  const legend = settings.ascii ? LEGEND.replaceAll(" · ", ", ") : LEGEND;
  return [
    paint("bold", heading(explanation.record, options)),
    "",
    ...boards(explanation, look),
    "",
    ...facts(explanation, context),
    "",
    paint("dim", legend),
  ];
}
