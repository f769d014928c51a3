import {
  formatDate,
  type AfflictedSpan,
  type Almanac,
  type DayRecord,
  type LocalTerm,
} from "almanac-core";
import { escapeXml, markOf } from "almanac-core/svg";

import { dateIn, datesNote } from "../calendar.ts";
import type { Context } from "../context.ts";
import { daysOfMonth, monthText, type CivilMonth } from "../input/year.ts";
import { lunarDay } from "../lunar.ts";
import { formatMoment, formatTime } from "../views/time.ts";
import { afflictionTable, documentOf, figure } from "./document.ts";
import type { Paper } from "./style.ts";

/** The spans of weather years and months that a run of instants touches. */
function spansOf(almanac: Almanac, first: DayRecord, last: DayRecord): readonly AfflictedSpan[] {
  const years = new Set([first.weatherYear, last.weatherYear]);
  return [...years]
    .flatMap((year) => almanac.afflictions(year))
    .filter(({ from, to }) => from.instant <= last.instant && to.instant > first.instant);
}

function dayCell(
  record: DayRecord,
  term: LocalTerm | undefined,
  { names, settings, texts }: Context,
): string {
  const { date, stars, pillars, season } = record;
  const lunar = lunarDay(record, settings);
  const lines = [
    `<span class="date"><span class="narrow">${escapeXml(texts.weekdays[record.jdn % 7] ?? "")} </span>${dateIn(date, settings.calendar).day}</span> ${markOf(stars.day)} <b>${escapeXml(names.star(stars.day))}</b>`,
    escapeXml(names.pair(pillars.day)),
    ...(lunar === undefined ? [] : [escapeXml(texts.lunar.short(lunar))]),
    ...(season === null
      ? []
      : [
          escapeXml(
            `${names.words.halves[season.half]} ${season.day}${season.held ? ` · ${names.words.held}` : ""}`,
          ),
        ]),
    ...(term === undefined
      ? []
      : [
          `<span class="term">${escapeXml(`${names.term(term.longitude)} ${formatTime(term.time)}`)}</span>`,
        ]),
  ];
  return `<td${season?.held ? ' class="held"' : ""}>${lines.join("<br/>")}</td>`;
}

/** The weeks of a month, Monday first, a cell a day. */
function weeks(
  records: readonly DayRecord[],
  terms: readonly LocalTerm[],
  context: Context,
): string {
  const head = context.texts.weekdays.map((day) => `<th>${escapeXml(day)}</th>`).join("");
  const blanks = Array.from({ length: (records[0]?.jdn ?? 0) % 7 }, () => "<td></td>");
  const cells = records.map((record) =>
    dayCell(
      record,
      terms.find(({ date }) => formatDate(date) === formatDate(record.date)),
      context,
    ),
  );
  const all = [...blanks, ...cells];
  while (all.length % 7 !== 0) all.push("<td></td>");
  const rows = Array.from(
    { length: all.length / 7 },
    (_, week) => `<tr>${all.slice(7 * week, 7 * week + 7).join("")}</tr>`,
  );
  return `<table class="month"><thead><tr>${head}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

/** The printable page of a civil month. */
export function monthPage(
  almanac: Almanac,
  month: CivilMonth,
  paper: Paper,
  context: Context,
): string {
  const { names, settings, texts } = context;
  const [first, last] = daysOfMonth(month, settings.calendar);
  const records = [...almanac.days(first, last)];
  const terms = [...almanac.terms(first.year, last.year)];
  const [start, end] = [records[0], records.at(-1)];
  const spans = start && end ? spansOf(almanac, start, end) : [];
  const boards = spans.map((span) =>
    figure(
      span.star,
      [
        `${span.month === null ? texts.heads.year : `${texts.heads.month} ${span.month}`} ${names.pair(span.pair)}`,
        names.starInFull(span.star),
        texts.since(formatMoment(span.from, settings.calendar)),
      ],
      context,
    ),
  );
  return documentOf(
    texts.page.month(monthText(month)),
    [
      ...datesNote(first, context).map((note) => `<p>${escapeXml(note)}</p>`),
      weeks(records, terms, context),
      `<h2>${escapeXml(texts.page.boards)}</h2>`,
      `<div class="boards">${boards.join("\n")}</div>`,
      `<h2>${escapeXml(texts.page.afflictions)}</h2>`,
      afflictionTable(spans, context),
    ],
    paper,
    context,
  );
}
