import { ticks } from "d3-array";

/** Numbers to pixels along a straight line. */
export interface Scale {
  (value: number): number;
  /** Round numbers of the domain, about so many. */
  readonly ticks: (count: number) => readonly number[];
}

/** The scale from a domain to the pixels between two places. */
export function linearScale(
  [first, last]: readonly [number, number],
  [start, end]: readonly [number, number],
): Scale {
  const slope = (end - start) / (last - first);
  return Object.assign((value: number) => start + slope * (value - first), {
    ticks: (count: number) => ticks(first, last, count),
  });
}
