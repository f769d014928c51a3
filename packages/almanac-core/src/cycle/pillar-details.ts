import { checkWhole } from "../errors/check.ts";
import { modulo } from "../number/modulo.ts";
import { entry } from "../values/entry.ts";
import { deepFreeze } from "../values/freeze.ts";
import { checkPair, type Pair } from "./pairs.ts";

/** The stems hidden in each branch, the main one first. */
const HIDDEN: readonly (readonly number[])[] = /*#__PURE__*/ deepFreeze([
  [9],
  [5, 9, 7],
  [0, 2, 4],
  [1],
  [4, 1, 9],
  [2, 6, 4],
  [3, 5],
  [5, 3, 1],
  [6, 8, 4],
  [7],
  [4, 7, 3],
  [8, 0],
]);

/**
 * The stems hidden in a branch, the main one first, by tradition.
 * @throws AlmanacError `argument-invalid` outside 0..11
 */
export function hiddenStems(branch: number): readonly number[] {
  checkWhole("branch", branch, 0, 11);
  return entry(HIDDEN, branch);
}

/**
 * The nayin of a pair, 0..29: each is that of two pairs, Jia-Rat and Yi-Ox first. Names are in {@link Names.nayin}.
 * @throws AlmanacError `pair-invalid`
 */
export function nayinOf(pair: Pair): number {
  checkPair(pair);
  return Math.floor(pair / 2);
}

/** What a stem is to that of the day (十神), in the order of the cycle from the day's own stem on. */
export type TenRelation =
  | "friend"
  | "rob-wealth"
  | "eating-god"
  | "hurting-officer"
  | "indirect-wealth"
  | "direct-wealth"
  | "seven-killings"
  | "direct-officer"
  | "indirect-resource"
  | "direct-resource";

/** Every relation: for each step around the elements that of the same polarity, then that of the other. */
export const TEN_RELATIONS: readonly TenRelation[] = /*#__PURE__*/ deepFreeze([
  "friend",
  "rob-wealth",
  "eating-god",
  "hurting-officer",
  "indirect-wealth",
  "direct-wealth",
  "seven-killings",
  "direct-officer",
  "indirect-resource",
  "direct-resource",
]);

/**
 * What a stem is to the stem of the day.
 * @throws AlmanacError `argument-invalid` outside 0..9
 */
export function tenRelation(dayStem: number, stem: number): TenRelation {
  checkWhole("dayStem", dayStem, 0, 9);
  checkWhole("stem", stem, 0, 9);
  const steps = modulo(Math.floor(stem / 2) - Math.floor(dayStem / 2), 5);
  return entry(TEN_RELATIONS, 2 * steps + (Math.abs(stem - dayStem) % 2));
}

/**
 * The two branches that the ten pairs about a pair leave out (空亡).
 * @throws AlmanacError `pair-invalid`
 */
export function voidBranches(pair: Pair): readonly [number, number] {
  checkPair(pair);
  const first = modulo(pair - (pair % 10) + 10, 12);
  return [first, (first + 1) % 12];
}
