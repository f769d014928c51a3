import { formatDate, type DayRecord } from "almanac-core";

import { dateIn, datesNote } from "../calendar.ts";
import { print, printJson, type Context } from "../context.ts";
import { daysOfMonth, monthText, parseMonth, type CivilMonth } from "../input/year.ts";
import { dayJson } from "../json/day.ts";
import { lunarDay } from "../lunar.ts";
import { openAlmanac } from "../open-almanac.ts";
import { paintStar } from "../views/element-colours.ts";
import { tableLines } from "../views/table.ts";
import { formatTime, weekday } from "../views/time.ts";

/** The civil month of the present in a zone, when none is named. */
function monthOf({ settings, now }: Context, text: string | undefined): CivilMonth {
  if (text !== undefined && text !== "this") return parseMonth(text, "MONTH");
  const { date } = openAlmanac(settings, new Date(now).getUTCFullYear()).at(now);
  return dateIn(date, settings.calendar);
}

/** What the season coordinates say of a day, in few characters. */
function season({ season: coordinates }: DayRecord, { names }: Context): readonly string[] {
  if (coordinates === null) return ["", ""];
  const { half, day, held, apparent } = coordinates;
  const { halves, held: word } = names.words;
  return [
    `${halves[half]} ${day}`,
    held ? `${names.pair(apparent)} ${word}` : names.pair(apparent),
  ];
}

/** The lunar date as a cell; no cell where no lunar calendar is shown. */
function lunarCell(record: DayRecord, { settings, texts }: Context): readonly string[] {
  if (settings.lunar === undefined) return [];
  const day = lunarDay(record, settings);
  return [day === undefined ? "" : texts.lunar.short(day)];
}

/** The days of a civil month. */
export async function month(context: Context, text: string | undefined): Promise<void> {
  const { settings, names, texts, paint } = context;
  const { heads } = texts;
  const asked = monthOf(context, text);
  const almanac = openAlmanac(settings, asked.year);
  const [from, to] = daysOfMonth(asked, settings.calendar);
  const records = [...almanac.days(from, to)];
  if (settings.json) {
    return printJson(
      context,
      records.map((record) => dayJson(record, settings, names)),
    );
  }
  const terms = [...almanac.terms(from.year, to.year)];
  const rows = records.map((record) => {
    const term = terms.find(({ date }) => formatDate(date) === formatDate(record.date));
    return [
      `${formatDate(record.date, settings.calendar)} ${weekday(record.jdn, texts)}`,
      ...lunarCell(record, context),
      names.pair(record.pillars.day),
      paintStar(paint, record.stars.day, names.star(record.stars.day)),
      ...season(record, context),
      term === undefined ? "" : `${names.term(term.longitude)} ${formatTime(term.time)}`,
    ];
  });
  print(context, [
    paint("bold", texts.daysOf(monthText(asked), settings.zone, texts.rules[settings.rule])),
    ...datesNote(from, context),
    "",
    ...tableLines(
      [
        heads.day,
        ...(settings.lunar === undefined ? [] : [texts.lunar.label]),
        heads.pair,
        heads.star,
        heads.half,
        heads.apparent,
        heads.begins,
      ],
      rows,
    ),
  ]);
}
