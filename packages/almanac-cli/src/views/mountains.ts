import { mountainName, type Afflicted } from "almanac-core";

import type { Names } from "../names.ts";

/** Where an affliction is: its direction, and the mountains in it. */
export function mountainsText({ cell, mountains }: Afflicted, { words }: Names): string {
  const place = cell === "C" ? words.cells.C : words.compass[cell];
  if (mountains.length === 0) return place;
  return `${place} (${mountains.map((mountain) => mountainName(words, mountain)).join(" ")})`;
}
