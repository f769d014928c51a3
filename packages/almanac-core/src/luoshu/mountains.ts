import { checkNumber, checkWhole } from "../errors/check.ts";
import { modulo } from "../number/modulo.ts";
import { entry } from "../values/entry.ts";
import { deepFreeze } from "../values/freeze.ts";
import { type Direction, DIRECTIONS } from "./board.ts";

/** What a mountain is named after: a branch 0..11, a stem 0..9, or the trigram of a corner. */
export type MountainName = BranchName | StemName | TrigramName;

/** A mountain that is named after a branch. */
export interface BranchName {
  /** 0 the Rat .. 11 the Pig. */
  readonly branch: number;
}

/** A mountain that is named after a stem. */
export interface StemName {
  /** 0 Jia .. 9 Gui. */
  readonly stem: number;
}

/** A mountain that is named after the trigram of a corner. */
export interface TrigramName {
  /** The corner. */
  readonly trigram: "NE" | "SE" | "SW" | "NW";
}

/** One of the 24 directions of a compass, 15 degrees wide. */
export interface Mountain {
  /** 0 the Rat in the north .. 23, clockwise. */
  readonly index: number;
  /** The middle of it, degrees from north: 0, 15, .. 345. */
  readonly degrees: number;
  /** The direction that it is a third of. */
  readonly direction: Direction;
  /** What it is named after. */
  readonly name: MountainName;
}

/** The stems between the branches: the pair of wood about the Rabbit, of fire about the Horse, of metal, of water. */
const STEMS: Readonly<Record<number, number>> = {
  1: 9,
  5: 0,
  7: 1,
  11: 2,
  13: 3,
  17: 6,
  19: 7,
  23: 8,
};
const CORNERS = ["NE", "SE", "SW", "NW"] as const;

/** The 24 mountains from the Rat clockwise, by tradition. */
export const MOUNTAINS: readonly Mountain[] = /*#__PURE__*/ deepFreeze(
  Array.from({ length: 24 }, (_, index) => ({
    index,
    degrees: 15 * index,
    direction: entry(DIRECTIONS, Math.floor(modulo(index + 1, 24) / 3)),
    name: nameOf(index),
  })),
);

function nameOf(index: number): MountainName {
  if (index % 2 === 0) return { branch: index / 2 };
  const stem = STEMS[index];
  return stem === undefined ? { trigram: entry(CORNERS, (index - 3) / 6) } : { stem };
}

/** The mountain of a branch, 0 the Rat .. 11 the Pig. */
export function mountainOfBranch(branch: number): Mountain {
  checkWhole("branch", branch, 0, 11);
  return entry(MOUNTAINS, 2 * branch);
}

/** The mountain that a bearing lies in; on a border, the one clockwise of it. */
export function mountainAt(degrees: number): Mountain {
  checkNumber("degrees", degrees, "Give degrees from north, clockwise.");
  return entry(MOUNTAINS, Math.floor(modulo(degrees + 7.5, 360) / 15));
}
