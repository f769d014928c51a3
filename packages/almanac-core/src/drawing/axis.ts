import { dateOfJdn, jdnOfDate } from "almanac-core";

import type { Edges, Layout } from "./layout.ts";
import { linearScale, type Scale } from "./scale.ts";
import type { Point } from "./series.ts";
import type { DrawingWords } from "./words/words.ts";

/** A part of the picture. */
export interface Panel extends Edges {
  readonly left: number;
  readonly right: number;
  /** One line above the panel, or several. */
  readonly title: readonly string[];
}

/** Days to pixels; a day is drawn at its middle. */
export function dayScale(points: readonly Point[], { left, right }: Layout): Scale {
  const [first = 0, last = 1] = [points[0]?.jdn, points.at(-1)?.jdn];
  return linearScale([first - 0.5, last + 0.5], [left, right]);
}

/** Pixels that the label of a day takes. */
const LABEL_WIDTH = 44;

/** A thing with a label, and where that stands. */
export interface Labelled<T> {
  readonly thing: T;
  /** The middle of the label. */
  readonly x: number;
  /** 0 is the row nearest to the panel's edge. */
  readonly row: number;
}

/**
 * The places of labels, from the left: at what they name, or as near as the panel's ends allow, and in
 * the first row in which they touch no other.
 */
export function labelled<T>(
  things: readonly T[],
  at: (thing: T) => number,
  { left, right }: Panel,
): readonly Labelled<T>[] {
  const ends: number[] = [];
  return things.map((thing) => {
    const x = Math.min(right - LABEL_WIDTH / 2, Math.max(left + LABEL_WIDTH / 2, at(thing)));
    const free = ends.findIndex((end) => end + LABEL_WIDTH <= x);
    const row = free === -1 ? ends.length : free;
    ends[row] = x;
    return { thing, x, row };
  });
}

/** The first days of the months between two days. */
export function monthStarts(first: number, last: number): readonly number[] {
  const { year, month } = dateOfJdn(first);
  return Array.from({ length: 14 }, (_, i) => month + i)
    .map((m) =>
      jdnOfDate({ year: year + Math.floor((m - 1) / 12), month: ((m - 1) % 12) + 1, day: 1 }),
    )
    .filter((jdn) => jdn >= first && jdn <= last);
}

/** `23 Aug`. */
export function dayLabel(jdn: number, { dayOfMonth }: Pick<DrawingWords, "dayOfMonth">): string {
  const { month, day } = dateOfJdn(jdn);
  return dayOfMonth(day, month);
}

/** `Jan`. */
export function monthLabel(jdn: number, { months }: Pick<DrawingWords, "months">): string {
  return months[dateOfJdn(jdn).month - 1] ?? "";
}
