import type { Destiny, DirectionReading, Sex } from "almanac-core";

import { print, printJson, type Context } from "../context.ts";
import { parseMoment, recordOf, yearOf } from "../input/moment.ts";
import { personJson } from "../json/person.ts";
import { openAlmanac } from "../open-almanac.ts";
import { largeBoard } from "../views/boards-row.ts";
import { paintStar } from "../views/element-colours.ts";
import { tableLines } from "../views/table.ts";
import { formatMoment } from "../views/time.ts";
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

function introduction(destiny: Destiny, { names, texts, paint }: Context): readonly string[] {
  const { record, star, weatherYear, beforeSpringStarts, traditionalFemaleStar } = destiny;
  const early = beforeSpringStarts ? [texts.bornEarly(record.date.year, weatherYear)] : [];
  const doubt = record.doubts.some(({ about }) => about === "year") ? [texts.birthDoubt] : [];
  return [
    paint(
      "bold",
      texts.born(formatMoment(record), record.zone, weatherYear, names.pair(record.pillars.year)),
    ),
    ...early,
    ...doubt,
    texts.destinyStar(paintStar(paint, star, names.starInFull(star))),
    texts.femaleStar(names.star(traditionalFemaleStar)),
  ];
}

/** The destiny of a birth: star, board, and the directions beside those of the Eight Mansions. */
export async function person(context: Context, text: string, sex: Sex | undefined): Promise<void> {
  const { settings, names, texts, paint, now } = context;
  const { heads } = texts;
  const moment = parseMoment(text, "BIRTH");
  const almanac = openAlmanac(settings, yearOf(moment, now));
  const { date, time } = recordOf(almanac, moment, now);
  const destiny = almanac.destiny({ date, time, ...(sex === undefined ? {} : { sex }) });
  if (settings.json) return printJson(context, personJson(destiny, names));
  const measure = await createMeasure(settings.lang);
  const { board, directions, eightMansions } = destiny;
  const ordered = directions.toSorted((a, b) => a.rank - b.rank);
  print(context, [
    ...introduction(destiny, context),
    "",
    ...largeBoard(board, { ...settings, names, texts, paint, measure }),
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
        ...eightMansions.map(({ sex: of, number }) => texts.mansions(texts.sexes[of], number)),
      ],
      ordered.map((reading) => directionRow(reading, destiny, context)),
    ),
    "",
    ...texts.directionNotes,
  ]);
}
