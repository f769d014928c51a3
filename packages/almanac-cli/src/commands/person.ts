import {
  formatDate,
  type DayRecord,
  type Destiny,
  type DirectionReading,
  type Sex,
} from "almanac-core";

import { print, printJson, type Context } from "../context.ts";
import { isTimeKnown, parseMoment, possibleRecords, yearOf } from "../input/moment.ts";
import { personJson } from "../json/person.ts";
import { detailsJson, luckJson } from "../json/pillar-details.ts";
import { readingsJson } from "../json/readings.ts";
import { openAlmanac } from "../open-almanac.ts";
import { readingsOf } from "../readings.ts";
import { largeBoard } from "../views/boards-row.ts";
import { displayWidth } from "../views/display-width.ts";
import { paintStar } from "../views/element-colours.ts";
import { luckLine, pillarDetails } from "../views/pillar-details.ts";
import {
  calendarLines,
  labelled,
  lunarLines,
  pillarsText,
  readingLines,
} from "../views/readings.ts";
import { tableLines } from "../views/table.ts";
import { formatMoment, formatTime } from "../views/time.ts";
import { createMeasure } from "../views/width.ts";

function directionRow(
  reading: DirectionReading,
  destiny: Destiny,
  { names, texts, paint }: Context,
): readonly string[] {
  const { direction, star, score, rank } = reading;
  return [
    String(rank),
    names.words.cells[direction],
    paintStar(paint, star, names.star(star)),
    texts.relations[reading.starToCentre],
    texts.relations[reading.starToEarth],
    texts.relations[reading.centreToEarth],
    score > 0 ? `+${score}` : String(score),
    ...destiny.eightMansions.map(({ directions, contradictions }) => {
      const against = contradictions.some((other) => other.direction === direction);
      return `${names.words.mansions[directions[direction]]}${against ? " !" : ""}`;
    }),
  ];
}

/** What is said of a birth before its board: year, pillars and stars of the moment, destiny star. */
function introduction(
  { record, star, weatherYear, beforeSpringStarts, traditionalFemaleStar }: Destiny,
  context: Context,
  timeKnown: boolean,
): readonly string[] {
  const { names, texts, paint } = context;
  const stars = [record.stars.year, record.stars.month, record.stars.day];
  if (timeKnown) stars.push(record.stars.hour);
  return [
    `${texts.weatherYear(weatherYear, names.pair(record.pillars.year))}: ${pillarsText(record, context, timeKnown)} · ${stars.map(names.star).join(" ")}`,
    ...(beforeSpringStarts ? [texts.bornEarly(record.date.year, weatherYear)] : []),
    ...(timeKnown && record.doubts.some(({ about }) => about === "year") ? [texts.birthDoubt] : []),
    texts.destinyStar(paintStar(paint, star, names.starInFull(star))),
    texts.femaleStar(names.star(traditionalFemaleStar)),
  ];
}

/** The board of a destiny star and its directions beside those of the Eight Mansions. */
async function boardAndDirections(destiny: Destiny, context: Context): Promise<readonly string[]> {
  const { settings, texts } = context;
  const { heads } = texts;
  const { board, directions, eightMansions } = destiny;
  const measure = await createMeasure(settings.lang);
  const ordered = directions.toSorted((a, b) => a.rank - b.rank);
  return [
    ...largeBoard(board, { ...settings, ...context, measure }),
    "",
    ...tableLines(
      [
        "#",
        heads.direction,
        heads.star,
        heads.starCentre,
        heads.starEarth,
        heads.centreEarth,
        "",
        ...eightMansions.map(({ sex, number }) => texts.mansions(texts.sexes[sex], number)),
      ],
      ordered.map((reading) => directionRow(reading, destiny, context)),
    ),
    "",
  ];
}

/** The destiny of a birth: star, board, and the directions beside those of the Eight Mansions. */
export async function person(context: Context, text: string, sex: Sex | undefined): Promise<void> {
  const { settings, names, texts, paint, now } = context;
  const moment = parseMoment(text, "BIRTH", settings.calendar);
  const almanac = openAlmanac(settings, yearOf(moment, now));
  const records = possibleRecords(almanac, moment, now);
  const destinies = records.map(({ date, time }) =>
    almanac.destiny({ date, time, ...(sex === undefined ? {} : { sex }) }),
  );
  const timeKnown = isTimeKnown(moment);
  const [record] = records;
  const readings = timeKnown ? readingsOf(almanac, record, settings.longitude) : [];
  if (settings.json) {
    const [first = {}, ...alternatives] = destinies.map((destiny) => {
      const { date, time } = destiny.record;
      const lucks = timeKnown ? almanac.luck({ date, time, ...(sex && { sex }) }) : [];
      return {
        ...personJson(destiny, names, timeKnown),
        details: detailsJson(destiny.record, names, timeKnown),
        luck: lucks.map((luck) => luckJson(luck, names)),
      };
    });
    return printJson(context, {
      ...first,
      ...readingsJson(readings, names),
      ...(alternatives.length > 0 && { alternatives }),
    });
  }
  const lines: string[] = [
    paint("bold", texts.born(bornText(record, timeKnown, context), record.zone)),
  ];
  const others = [
    ...lunarLines(record, context),
    ...calendarLines(record, context),
    ...readingLines(readings, context),
  ];
  lines.push(...labelled(others, context, displayWidth));
  const turns = records.slice(1).map(({ time }) => formatTime(time));
  if (turns.length > 0) lines.push(texts.changes(turns.join(", ")));
  for (const [i, destiny] of destinies.entries()) {
    if (records.length > 1)
      lines.push("", paint("bold", texts.from(formatTime(destiny.record.time))));
    lines.push(...introduction(destiny, context, timeKnown), "");
    lines.push(...pillarDetails(destiny.record, context, timeKnown));
    const { date, time } = destiny.record;
    const lucks = timeKnown ? almanac.luck({ date, time, ...(sex && { sex }) }) : [];
    lines.push(...lucks.map((luck) => luckLine(luck, context)), "");
    // One board where the star is the same.
    if (destiny.star === destinies[i + 1]?.star) continue;
    lines.push(...(await boardAndDirections(destiny, context)));
  }
  print(context, [...lines, ...texts.directionNotes]);
}

function bornText(record: DayRecord, timeKnown: boolean, { texts }: Context): string {
  return timeKnown ? formatMoment(record) : `${formatDate(record.date)}, ${texts.timeUnknown}`;
}
