import {
  formatDate,
  offsetAt,
  type AlmanacSettings,
  type DayRecord,
  type Doubt,
  type Explanation,
} from "almanac-core";

import type { Context } from "../context.ts";
import { BOARD, smallBoard, type Look } from "./boards-row.ts";
import { paintStar } from "./element-colours.ts";
import { labelsOf, type Labels } from "./labels.ts";
import { legendOf, markOfField } from "./provenance.ts";
import { formatMoment, formatOffset, formatSpan, formatTime, weekday } from "./time.ts";
import { padEnd, type Measure } from "./width.ts";

const COLUMNS = ["year", "month", "day", "hour"] as const;

function heading(record: DayRecord, { zone }: AlmanacSettings): string {
  const offset = formatOffset(offsetAt(zone, record.instant));
  const name = zone.id === "UTC" || zone.id === offset ? zone.id : `${zone.id}, UTC${offset}`;
  return `${weekday(record.jdn)} ${formatDate(record.date)} ${formatTime(record.time)}  (${name})`;
}

/** `Burgundy Nine`: in English the full name leaves no column for its mark; the board has the element. */
function starName(number: number, { names }: Look): string {
  const { words } = names;
  return words.language === "en" ? (words.stars[number - 1]?.name ?? "") : names.starInFull(number);
}

/** The three lines over a board, each filled to its width before it is coloured. */
function columnHead(
  index: number,
  explanation: Explanation,
  look: Look,
  labels: Labels,
): readonly string[] {
  const column = COLUMNS[index] ?? "year";
  const { record } = explanation;
  const { names, paint, measure } = look;
  const number = record.stars[column];
  const fill = (text: string): string => padEnd(measure, text, BOARD);
  return [
    paint("dim", fill(labels.columns[index] ?? "")),
    paint("bold", fill(names.pair(record.pillars[column]))),
    paintStar(
      paint,
      number,
      fill(`${starName(number, look)} ${markOfField(explanation, `stars.${column}`)}`),
    ),
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

/** As many columns in a row as the screen has room for; all four where nobody knows. */
function rowsOf<Column>(
  columns: readonly Column[],
  width?: number,
): readonly (readonly Column[])[] {
  const room = width === undefined ? COLUMNS.length : Math.floor((width + 1) / (BOARD + 1));
  const count = Math.max(1, room);
  return Array.from({ length: Math.ceil(columns.length / count) }, (_, row) =>
    columns.slice(row * count, (row + 1) * count),
  );
}

function seasonText({ season }: DayRecord, { words, pair }: Look["names"], labels: Labels): string {
  if (season === null) return labels.outside;
  const place = labels.place(words.halves[season.half], season.day, pair(season.apparent));
  return season.held ? `${place}, ${labels.held(words.held)}` : place;
}

/** The lines under the boards: label, text and mark. */
function facts(
  { record, ...explanation }: Explanation,
  { names, settings }: Context,
  labels: Labels,
): readonly (readonly [label: string, text: string, mark: string])[] {
  const { fortune, term, nextTerm } = record;
  const mark = (field: string): string => markOfField(explanation, field);
  const { words } = names;
  const star = `${fortune.number} ${words.stars[fortune.number - 1]?.name}`;
  const span = formatSpan(nextTerm.instant - record.instant);
  return [
    [
      words.fortune,
      `${star}, ${words.epochs[fortune.epoch]}, ${labels.years(fortune.from, fortune.to)}`,
      mark("fortune"),
    ],
    [labels.season, seasonText(record, names, labels), mark("season")],
    [
      labels.term,
      `${names.term(term.longitude)}, ${labels.since(formatMoment(term))}`,
      mark("term"),
    ],
    [
      labels.next,
      `${names.term(nextTerm.longitude)}, ${formatMoment(nextTerm)}, ${labels.in(span)}`,
      mark("term"),
    ],
    [labels.rule, `${record.rule}, ${labels.dayFrom(settings.dayBoundary)}`, ""],
    ...record.doubts.map((doubt): readonly [string, string, string] => [
      labels.doubt,
      labels.hangs(
        wordOf(doubt.about, labels),
        names.term(doubt.term.longitude),
        doubt.term.error.toFixed(1),
      ),
      "",
    ]),
  ];
}

/** What hangs on a doubt, in the words of the screen. */
function wordOf(about: Doubt["about"], { columns, season, term }: Labels): string {
  const [year, month, day] = columns;
  return { year, month, day, season, term }[about].toLowerCase();
}

/** One day on one screen. */
export function dayLines(
  explanation: Explanation,
  options: AlmanacSettings,
  context: Context,
  measure: Measure,
): readonly string[] {
  const { settings, names, paint } = context;
  const labels = labelsOf(settings.lang);
  const look: Look = { ...settings, names, paint, measure };
  const { stars } = explanation.record;
  const columns = COLUMNS.map((column, index) => [
    ...columnHead(index, explanation, look, labels),
    ...smallBoard(stars[column], look),
  ]);
  return [
    paint("bold", heading(explanation.record, options)),
    "",
    ...rowsOf(columns, context.io.stdout.columns).flatMap(join),
    "",
    ...facts(explanation, context, labels).map(([label, text, mark]) =>
      `${paint("dim", padEnd(measure, label, 9))}${text} ${paint("dim", mark)}`.trimEnd(),
    ),
    "",
    paint("dim", legendOf(labels)),
  ];
}
