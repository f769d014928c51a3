import { dateOfJdn, jdnOfDate } from "almanac-core";
import { scaleLinear, type ScaleLinear } from "d3-scale";

import type { Texts } from "../texts/texts.ts";
import type { Point } from "./series.ts";

/** Where the picture's panels stand, pixels. */
export const PAGE = { width: 1200, height: 1030, left: 64, right: 1176 } as const;

/** A part of the picture, from top to bottom. */
export interface Panel {
  readonly top: number;
  readonly bottom: number;
  readonly title: string;
}

export type Scale = ScaleLinear<number, number>;

/** Days to pixels; a day is drawn at its middle. */
export function dayScale(points: readonly Point[]): Scale {
  const [first = 0, last = 1] = [points[0]?.jdn, points.at(-1)?.jdn];
  return scaleLinear([first - 0.5, last + 0.5], [PAGE.left, PAGE.right]);
}

/** Pixels that the label of a day takes. */
const LABEL_WIDTH = 44;

/** The row of each label, from the left, so that none touches another: the first in which there is room. */
export function rowsApart(places: readonly number[]): readonly number[] {
  const ends: number[] = [];
  return places.map((place) => {
    const free = ends.findIndex((end) => end + LABEL_WIDTH <= place);
    const row = free === -1 ? ends.length : free;
    ends[row] = place;
    return row;
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
export function dayLabel(jdn: number, { dayOfMonth }: Pick<Texts, "dayOfMonth">): string {
  const { month, day } = dateOfJdn(jdn);
  return dayOfMonth(day, month);
}

/** `Jan`. */
export function monthLabel(jdn: number, { months }: Pick<Texts, "months">): string {
  return months[dateOfJdn(jdn).month - 1] ?? "";
}
