import { formatDate, pairOfYear, type Almanac, type Calendar } from "almanac-core";
import { escapeXml } from "almanac-core/svg";

import { datesNote, termsOfYears } from "../calendar.ts";
import type { Context } from "../context.ts";
import { daysOfYear } from "../input/year.ts";
import { formatMoment } from "../views/time.ts";
import { afflictionTable, documentOf, figure } from "./document.ts";
import type { Paper } from "./style.ts";

/** The days of a civil year on which the qi field stands still, as runs of dates. */
function heldRuns(almanac: Almanac, year: number, calendar: Calendar): readonly string[] {
  const runs: { first: string; last: string; jdn: number }[] = [];
  for (const { date, jdn, season } of almanac.days(...daysOfYear(year, calendar))) {
    if (!season?.held) continue;
    const run = runs.at(-1);
    if (run?.jdn === jdn - 1) Object.assign(run, { last: formatDate(date, calendar), jdn });
    else runs.push({ first: formatDate(date, calendar), last: formatDate(date, calendar), jdn });
  }
  return runs.map(({ first, last }) => (first === last ? first : `${first} – ${last}`));
}

/** The printable page of a weather year: its board, those of its months, afflictions, periods, held days. */
export function yearPage(almanac: Almanac, year: number, paper: Paper, context: Context): string {
  const { names, settings, texts } = context;
  const { calendar } = settings;
  const [first] = daysOfYear(year, calendar);
  const spans = almanac.afflictions(year);
  const boards = spans.map(({ month, pair, star, from }) =>
    figure(
      star,
      [
        `${month === null ? year : `${texts.heads.month} ${month}`} ${names.pair(pair)}`,
        names.starInFull(star),
        texts.since(formatMoment(from, calendar)),
      ],
      context,
    ),
  );
  const terms = termsOfYears(almanac, calendar, year, year).map(
    (term) =>
      `<tr><td>${escapeXml(names.term(term.longitude))}</td><td>${formatMoment(term, calendar)}</td></tr>`,
  );
  const half = Math.ceil(terms.length / 2);
  const list = (rows: readonly string[]): string =>
    `<table class="list"><tbody>${rows.join("\n")}</tbody></table>`;
  const held = heldRuns(almanac, year, calendar);
  return documentOf(
    `${year} ${names.pair(pairOfYear(year))}`,
    [
      ...datesNote(first, context).map((note) => `<p>${escapeXml(note)}</p>`),
      `<div class="boards">${boards.join("\n")}</div>`,
      `<h2>${escapeXml(texts.page.afflictions)}</h2>`,
      afflictionTable(spans, context),
      `<h2>${escapeXml(texts.heads.term)}</h2>`,
      `<div class="halves">${list(terms.slice(0, half))}${list(terms.slice(half))}</div>`,
      ...(held.length > 0
        ? [`<h2>${escapeXml(texts.page.held)}</h2>`, `<p>${held.join(" · ")}</p>`]
        : []),
    ],
    paper,
    context,
  );
}
