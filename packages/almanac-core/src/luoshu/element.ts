import { checkChoice } from "../errors/check.ts";
import type { Element } from "./star.ts";

/** Each element generates the next; the last generates the first. */
const GENERATING: readonly Element[] = ["wood", "fire", "earth", "metal", "water"];

/** How one element stands to another: what the first does to the second, or has done to it. */
export type Relation = "same" | "generates" | "generated-by" | "overcomes" | "overcome-by";

const RELATIONS: readonly Relation[] = [
  "same",
  "generates",
  "overcomes",
  "overcome-by",
  "generated-by",
];

/** The relation of the first element to the second: wood generates fire and overcomes earth. */
export function relation(first: Element, second: Element): Relation {
  checkChoice("first", first, GENERATING);
  checkChoice("second", second, GENERATING);
  const steps = (GENERATING.indexOf(second) - GENERATING.indexOf(first) + 5) % 5;
  return RELATIONS[steps] ?? "same";
}
