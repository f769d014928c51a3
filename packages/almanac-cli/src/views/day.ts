import {
  formatDate,
  offsetAt,
  type AlmanacSettings,
  type DayRecord,
  type Doubt,
  type Explanation,
} from "almanac-core";

import type { Context } from "../context.ts";
import type { Column, Texts } from "../texts/texts.ts";
import { BOARD, orientation, smallBoard, type Look } from "./boards-row.ts";
import { sideBySide } from "./columns.ts";
import { paintStar } from "./element-colours.ts";
import { legendOf, markOfField } from "./provenance.ts";
import { labelled, type Line } from "./readings.ts";
import {
  boundaryName,
  formatMoment,
  formatOffset,
  formatSpan,
  formatTime,
  weekday,
} from "./time.ts";
import { padEnd, type Measure } from "./width.ts";

const COLUMNS: readonly Column[] = ["year", "month", "day", "hour"];

function heading(record: DayRecord, { zone }: AlmanacSettings, texts: Texts): string {
  const offset = formatOffset(offsetAt(zone, record.instant));
  const name = zone.id === "UTC" || zone.id === offset ? zone.id : `${zone.id}, UTC${offset}`;
  return `${weekday(record.jdn, texts)} ${formatDate(record.date)} ${formatTime(record.time)}  (${name})`;
}

/** `Burgundy Nine`: in English the full name leaves no column for its mark; the board has the element. */
function starName(number: number, { names }: Look): string {
  const { words } = names;
  return words.language === "en" ? (words.stars[number - 1]?.name ?? "") : names.starInFull(number);
}

/** The three lines over a board, each filled to its width before it is coloured. */
function columnHead(column: Column, explanation: Explanation, look: Look): readonly string[] {
  const { record } = explanation;
  const { names, texts, paint, measure } = look;
  const number = record.stars[column];
  const fill = (text: string): string => padEnd(measure, text, BOARD);
  return [
    paint("dim", fill(texts.heads[column])),
    paint("bold", fill(names.pair(record.pillars[column]))),
    paintStar(
      paint,
      number,
      fill(`${starName(number, look)} ${markOfField(explanation, `stars.${column}`)}`),
    ),
  ];
}

function seasonText({ season }: DayRecord, { words, pair }: Look["names"], texts: Texts): string {
  if (season === null) return texts.outside;
  const place = texts.place(words.halves[season.half], season.day, pair(season.apparent));
  return season.held ? `${place}, ${texts.held(words.held)}` : place;
}

/** The lines under the boards: label, text and mark. */
function facts(
  { record, ...explanation }: Explanation,
  { names, settings, texts }: Context,
): readonly (readonly [label: string, text: string, mark: string])[] {
  const { fortune, term, nextTerm } = record;
  const mark = (field: string): string => markOfField(explanation, field);
  const { words } = names;
  const star = `${fortune.number} ${words.stars[fortune.number - 1]?.name}`;
  const span = formatSpan(nextTerm.instant - record.instant, texts);
  return [
    [
      words.fortune,
      `${star}, ${words.epochs[fortune.epoch]}, ${texts.span(fortune.from, fortune.to)}`,
      mark("fortune"),
    ],
    [texts.season, seasonText(record, names, texts), mark("season")],
    [
      texts.heads.term,
      `${names.term(term.longitude)}, ${texts.since(formatMoment(term))}`,
      mark("term"),
    ],
    [
      texts.next,
      `${names.term(nextTerm.longitude)}, ${formatMoment(nextTerm)}, ${texts.in(span)}`,
      mark("term"),
    ],
    [
      texts.heads.rule,
      `${texts.rules[record.rule]}, ${texts.dayFrom(boundaryName(settings.dayBoundary, texts))}`,
      "",
    ],
    ...record.doubts.map((doubt): readonly [string, string, string] => [
      texts.heads.doubt,
      texts.hangs(
        wordOf(doubt.about, texts),
        names.term(doubt.term.longitude),
        doubt.term.error.toFixed(1),
      ),
      "",
    ]),
  ];
}

/** What hangs on a doubt, in the words of the screen. */
function wordOf(about: Doubt["about"], { heads, season }: Texts): string {
  return { ...heads, season }[about].toLowerCase();
}

/** One day on one screen. */
export function dayLines(
  explanation: Explanation,
  options: AlmanacSettings,
  context: Context,
  measure: Measure,
  more: readonly Line[],
): readonly string[] {
  const { settings, names, texts, paint } = context;
  const look: Look = { ...settings, names, texts, paint, measure };
  const { stars } = explanation.record;
  return [
    paint("bold", heading(explanation.record, options, texts)),
    "",
    ...sideBySide(COLUMNS, context.io.stdout.columns, (column) => [
      ...columnHead(column, explanation, look),
      ...smallBoard(stars[column], look),
    ]),
    "",
    ...facts(explanation, context).map(([label, text, mark]) =>
      `${paint("dim", padEnd(measure, label, 9))}${text} ${paint("dim", mark)}`.trimEnd(),
    ),
    ...labelled(more, context, measure),
    "",
    paint("dim", [legendOf(texts), ...orientation(look)].join(" · ")),
  ];
}
