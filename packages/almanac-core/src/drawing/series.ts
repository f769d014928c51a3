import { createAlmanac, dateOfJdn, type Almanac, type DayRecord, type Rule } from "almanac-core";

/** A day of the picture. */
export interface Point {
  readonly jdn: number;
  /** 1..9 */
  readonly star: number;
  /** The star counted on without wrapping at 9, so that a climb is seen as a climb. */
  readonly height: number;
  /** Whether the star does not follow from the day before by a step of at most one. */
  readonly jump: boolean;
  readonly held: boolean;
}

/** The days of a rule, ready to be drawn. */
export interface Series {
  readonly rule: Rule;
  readonly points: readonly Point[];
}

/** The two rules of a picture: that of the seasons, and the one it is held against. */
export type Pair = readonly [season: Series, other: Series];

/** The shortest way round the nine stars from one to the next: -4..4. */
function stepBetween(from: number, to: number): number {
  return ((to - from + 13) % 9) - 4;
}

/** Lays the stars of consecutive days on one height without wrapping. */
function pointsOf(records: Iterable<DayRecord>): readonly Point[] {
  const points: Point[] = [];
  for (const { jdn, stars, season } of records) {
    const before = points.at(-1);
    const step = before === undefined ? 0 : stepBetween(before.star, stars.day);
    points.push({
      jdn,
      star: stars.day,
      height: (before?.height ?? stars.day) + step,
      jump: Math.abs(step) > 1,
      held: season?.held ?? false,
    });
  }
  return points;
}

/** The days from the Winter Solstice before a year to ten days after the one in it. */
export function seriesOf(almanac: Almanac, year: number, rule: Rule): Series {
  const start = almanac.day({ year, month: 1, day: 1 });
  const end = almanac.day({ year, month: 12, day: 31 });
  const first = dateOfJdn(start.jdn - (start.season?.day ?? 1) + 1);
  const own = createAlmanac({ ...almanac.settings, rule });
  return { rule, points: pointsOf(own.days(first, end.date)) };
}
