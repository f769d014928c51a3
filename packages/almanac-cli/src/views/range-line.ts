import { formatDate, type DayRecord } from "almanac-core";

import type { Context } from "../context.ts";
import { paintStar } from "./element-colours.ts";

/** The length of the longest; the names of a language have one kind of letters, so columns line up. */
function longest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => text.length));
}

/** Makes the line of a day: date, pair, stars of year, month and day, place in the half. */
export function rangeLine({ names, paint }: Context): (record: DayRecord) => string {
  const { words } = names;
  const pairs = longest(words.pairs);
  const stars = longest(words.stars.map(({ short }) => short));

  function place({ season }: DayRecord): string {
    if (season === null) return "";
    const held = season.held ? ` ${words.held}` : "";
    return `${words.halves[season.half]} ${season.day} ${names.pair(season.apparent)}${held}`;
  }

  return (record) => {
    const { year, month, day } = record.stars;
    return [
      formatDate(record.date),
      names.pair(record.pillars.day).padEnd(pairs),
      paintStar(paint, year, String(year)),
      paintStar(paint, month, String(month)),
      paintStar(paint, day, names.star(day).padEnd(stars)),
      place(record),
    ]
      .join("  ")
      .trimEnd();
  };
}
