import type { Destiny, DirectionReading, Relation, Sex } from "almanac-core";

import { print, printJson, type Context } from "../context.ts";
import { parseMoment, recordOf, yearOf } from "../input/moment.ts";
import { personJson } from "../json/person.ts";
import { openAlmanac } from "../open-almanac.ts";
import { boardLines } from "../views/board.ts";
import { paintStar } from "../views/element-colours.ts";
import { tableLines } from "../views/table.ts";
import { formatMoment } from "../views/time.ts";
import { center, createMeasure } from "../views/width.ts";

const WIDTH = 14;

const WORDS: Readonly<Record<Relation, string>> = {
  same: "same",
  generates: "generates",
  "generated-by": "generated",
  overcomes: "overcomes",
  "overcome-by": "overcome",
};

function directionRow(
  reading: DirectionReading,
  destiny: Destiny,
  { names, paint }: Context,
): readonly string[] {
  const { direction, star, score, rank } = reading;
  return [
    String(rank),
    names.words.cells[direction],
    paintStar(paint, star, names.star(star)),
    WORDS[reading.starToCentre],
    WORDS[reading.starToEarth],
    WORDS[reading.centreToEarth],
    score > 0 ? `+${score}` : String(score),
    ...destiny.eightMansions.map(({ directions, contradictions }) => {
      const against = contradictions.some((other) => other.direction === direction);
      return `${names.words.mansions[directions[direction]]}${against ? " !" : ""}`;
    }),
  ];
}

function introduction(destiny: Destiny, { names, paint }: Context): readonly string[] {
  const { record, star, weatherYear, beforeSpringStarts, traditionalFemaleStar } = destiny;
  const early = beforeSpringStarts
    ? [
        `Born before Spring starts of ${record.date.year}: the weather year is still ${weatherYear}.`,
      ]
    : [];
  const doubt = record.doubts.some(({ about }) => about === "year")
    ? ["Doubt: the birth is nearer to Spring starts than its instant is known."]
    : [];
  return [
    `${paint("bold", `Born ${formatMoment(record)}`)} (${record.zone}), weather year ${weatherYear} ${names.pair(record.pillars.year)}`,
    ...early,
    ...doubt,
    `Destiny star ${paintStar(paint, star, names.starInFull(star))}, for everyone born in the year (stated)`,
    `Star that tradition gives to women of the year: ${names.star(traditionalFemaleStar)} (tradition)`,
  ];
}

/** The destiny of a birth: star, board, and the directions beside those of the Eight Mansions. */
export async function person(context: Context, text: string, sex: Sex | undefined): Promise<void> {
  const { settings, names, paint, now } = context;
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
    ...boardLines({
      ...settings,
      width: WIDTH,
      cell: (cell) =>
        paintStar(paint, board[cell], center(measure, names.star(board[cell]), WIDTH)),
    }),
    "",
    ...tableLines(
      [
        "#",
        "Direction",
        "Star",
        "to center",
        "to earth",
        "c. to e.",
        "",
        ...eightMansions.map((mansions) => `Mansions ${mansions.sex} ${mansions.number}`),
      ],
      ordered.map((reading) => directionRow(reading, destiny, context)),
    ),
    "",
    "! Eight Mansions contradict the board. The relations are stated, the score is our reading.",
  ]);
}
