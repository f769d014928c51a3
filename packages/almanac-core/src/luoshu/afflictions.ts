import { checkWhole } from "../errors/check.ts";
import { entry } from "../values/entry.ts";
import { deepFreeze } from "../values/freeze.ts";
import { board, type Cell, DIRECTIONS } from "./board.ts";
import { type Mountain, mountainOfBranch } from "./mountains.ts";

/** What afflicts a direction for a year or a month, by tradition. */
export type Affliction = "five-yellow" | "tai-sui" | "sui-po" | "three-killings";

/** Every affliction, in the order of a table. */
export const AFFLICTIONS: readonly Affliction[] = /*#__PURE__*/ deepFreeze([
  "five-yellow",
  "tai-sui",
  "sui-po",
  "three-killings",
]);

/** An affliction and where it is. */
export interface Afflicted {
  /** What it is. */
  readonly affliction: Affliction;
  /** The cell of the board: a direction, or the centre that the Five Yellow can be in. */
  readonly cell: Cell;
  /** The mountains in it: one branch, the three of the Killings, none of the Five Yellow, which fills its cell. */
  readonly mountains: readonly Mountain[];
}

/** The side opposite to the element of a branch's triad: its three branches from the Tiger, Snake, Monkey or Pig on. */
const KILLINGS_FROM = [5, 2, 11, 8];

/**
 * The afflictions of a year or a month by the star in its centre and the branch of its pair: the Five Yellow,
 * Tai Sui on the branch, Sui Po (the breaker) opposite, and the Three Killings (三煞) on the side against
 * the branch's triad.
 * @param centre - 1..9
 * @param branch - 0 the Rat .. 11 the Pig
 * @throws AlmanacError `star-invalid`, `argument-invalid`
 */
export function afflictions(centre: number, branch: number): readonly Afflicted[] {
  const stars = board(centre);
  checkWhole("branch", branch, 0, 11);
  const own = mountainOfBranch(branch);
  const opposite = mountainOfBranch((branch + 6) % 12);
  const first = entry(KILLINGS_FROM, branch % 4);
  const killings = [0, 1, 2].map((step) => mountainOfBranch((first + step) % 12));
  return [
    {
      affliction: "five-yellow",
      cell: DIRECTIONS.find((direction) => stars[direction] === 5) ?? "C",
      mountains: [],
    },
    { affliction: "tai-sui", cell: own.direction, mountains: [own] },
    { affliction: "sui-po", cell: opposite.direction, mountains: [opposite] },
    { affliction: "three-killings", cell: entry(killings, 1).direction, mountains: killings },
  ];
}
