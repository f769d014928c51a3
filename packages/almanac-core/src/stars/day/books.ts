import type { Half } from "../../cycle/halves.ts";
import { dayPair } from "../../cycle/pairs.ts";
import {
  type DayOfTerm,
  type Segment,
  SUMMER_SOLSTICE,
  UNLIMITED,
  WINTER_SOLSTICE,
} from "./segment.ts";

/** The solar terms at which the books change the star of the Jia-Rat day, and that star. */
const STARTS: readonly { readonly k: number; readonly half: Half; readonly base: number }[] = [
  { k: 3, half: "yang", base: 7 },
  { k: 7, half: "yang", base: 4 },
  { k: SUMMER_SOLSTICE, half: "yin", base: 9 },
  { k: 15, half: "yin", base: 3 },
  { k: 19, half: "yin", base: 6 },
  { k: WINTER_SOLSTICE, half: "yang", base: 1 },
];

/**
 * The rule of current books: six solar terms each give the Jia-Rat day a star, and every day is
 * counted from there by its own pair. The star jumps at most of these terms, and again on every
 * Jia-Rat day that no term has moved.
 */
export function booksSegments(dayOf: DayOfTerm, year: number): readonly Segment[] {
  const starts = [year - 1, year].flatMap((y) =>
    STARTS.map((start) => ({
      ...start,
      ordinal: 24 * y + start.k,
      first: dayOf(24 * y + start.k),
    })),
  );
  return starts.flatMap(({ half, base, ordinal, first }, index) => {
    const end = starts[index + 1]?.first ?? first + 60;
    const jiaRat = first - dayPair(first);
    const segments: Segment[] = [
      { first, half, origin: jiaRat, base, limit: UNLIMITED, cause: "term", ordinal },
    ];
    for (let day = jiaRat + 60; day < end; day += 60) {
      segments.push({
        first: day,
        half,
        origin: day,
        base,
        limit: UNLIMITED,
        cause: "jia-rat",
        ordinal,
      });
    }
    return segments;
  });
}
