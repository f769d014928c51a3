import { checkWhole } from "../errors/check.ts";
import { entry } from "../values/entry.ts";
import { deepFreeze } from "../values/freeze.ts";

/** The five elements. */
export type Element = "wood" | "fire" | "earth" | "metal" | "water";

/** The colour that a star is called by. */
export type Colour = "white" | "black" | "blue" | "green" | "yellow" | "red" | "burgundy";

/** One of the nine stars of Luoshu. */
export interface Star {
  /** 1..9 */
  readonly number: number;
  /** The colour in its name. */
  readonly colour: Colour;
  /** Its element. */
  readonly element: Element;
}

/** The nine stars in order, 1 White Water first. */
export const STARS: readonly Star[] = /*#__PURE__*/ deepFreeze<readonly Star[]>([
  { number: 1, colour: "white", element: "water" },
  { number: 2, colour: "black", element: "earth" },
  { number: 3, colour: "blue", element: "wood" },
  { number: 4, colour: "green", element: "wood" },
  { number: 5, colour: "yellow", element: "earth" },
  { number: 6, colour: "white", element: "metal" },
  { number: 7, colour: "red", element: "metal" },
  { number: 8, colour: "white", element: "earth" },
  { number: 9, colour: "burgundy", element: "fire" },
]);

/**
 * The star of a number.
 * @throws AlmanacError `star-invalid` outside 1..9
 */
export function star(number: number): Star {
  checkWhole("star", number, 1, 9, "star-invalid");
  return entry(STARS, number - 1);
}
