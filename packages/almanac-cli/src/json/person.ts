import { formatDate, type Destiny } from "almanac-core";

import type { Names } from "../names.ts";
import { formatTime } from "../views/time.ts";
import { datePillarsJson, pairJson, pillarsJson, starJson } from "./day.ts";
import { JSON_VERSION } from "./version.ts";

/** The destiny of a birth as the published schema has it; an hour that nobody knows has no pillar. */
export function personJson(destiny: Destiny, names: Names, timeKnown: boolean): object {
  const { record, board } = destiny;
  return {
    version: JSON_VERSION,
    birth: {
      date: formatDate(record.date),
      time: timeKnown ? formatTime(record.time) : null,
      from: formatTime(record.time),
      zone: record.zone,
    },
    pillars: timeKnown
      ? pillarsJson(record.pillars, names)
      : datePillarsJson(record.pillars, names),
    weatherYear: destiny.weatherYear,
    beforeSpringStarts: destiny.beforeSpringStarts,
    yearDoubtful: record.doubts.some(({ about }) => about === "year"),
    pair: pairJson(record.pillars.year, names),
    star: starJson(destiny.star, names),
    traditionalFemaleStar: starJson(destiny.traditionalFemaleStar, names),
    board: Object.fromEntries(
      Object.entries(board).map(([cell, number]) => [cell, starJson(number, names)]),
    ),
    directions: destiny.directions.map((reading) => ({
      ...reading,
      star: starJson(reading.star, names),
    })),
    eightMansions: destiny.eightMansions.map(({ sex, number, directions, contradictions }) => ({
      sex,
      number,
      directions,
      contradictions,
    })),
  };
}
