import { star, type Element } from "almanac-core";

import type { Paint } from "./paint.ts";

/** The terminal's colours of the elements. */
const COLOURS = {
  water: "blue",
  wood: "green",
  fire: "red",
  earth: "yellow",
  metal: "white",
} as const satisfies Readonly<Record<Element, string>>;

/** Paints a text in the colour of a star's element. */
export function paintStar(paint: Paint, number: number, text: string): string {
  return paint(COLOURS[star(number).element], text);
}
