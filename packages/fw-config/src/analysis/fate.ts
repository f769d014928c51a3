import type { Rule } from "../model/types.ts";
import { anyIntersects, subtractAll, type Box, type Work } from "./box.ts";
import { effects, type PlacedRule } from "./direction.ts";
import type { Group, MetGroup } from "./meet.ts";

/** What becomes of a rule in one direction. */
export interface Fate {
  readonly placed: PlacedRule;
  readonly group: Group;
  readonly later: readonly Group[];
  readonly meetsMore: boolean;
  /** The indexes of rules that may match anything, ascending. */
  readonly uncompared: readonly number[];
  /** What no earlier rule decides; undefined when it could not be determined. */
  readonly reached: readonly Box[] | undefined;
  /** Earlier rules that decide a part of it. */
  readonly covering: readonly Rule[];
}

/** So many pairs of boxes are compared in a whole policy; of few rules, all there can be. */
const mostWork = 5_000_000;
/** So many are compared for each rule, however many there are. */
const leastWorkEach = 1000;

/** What may be spent on each of so many rules: the whole policy costs in proportion to them. */
export function workEach(rules: number): () => Work {
  const left = Math.max(leastWorkEach, Math.floor(mostWork / Math.max(1, rules)));
  return () => ({ left });
}

function fateOfFirst(met: MetGroup, isReached: (group: Group) => boolean, work: Work): Fate {
  const { group, earlier, later, meetsMore, uncompared } = met;
  const placed = group.first;
  const covering: Rule[] = [];
  let reached: readonly Box[] | undefined = placed.boxes;
  for (const other of earlier) {
    if (reached === undefined || reached.length === 0) break;
    // What is never reached takes nothing that those before it have not taken.
    if (!isReached(other) || !anyIntersects(reached, other.first.boxes, work)) continue;
    covering.push(other.first.rule);
    reached = subtractAll(reached, other.first.boxes, work);
  }
  // Some of the earlier rules are enough to show that nothing is left, not that something is.
  const isUnknown = reached?.length !== 0 && (meetsMore || work.left < 0);
  const own = isUnknown ? undefined : reached;
  return { placed, group, later, meetsMore, uncompared, reached: own, covering };
}

/** The fates of what repeats a rule: nothing is left for them. */
function fatesOfRepetitions({ all }: Group, first: Fate): readonly Fate[] {
  const isCovered = first.reached?.length === 0;
  const covering = isCovered ? first.covering : [...first.covering, first.placed.rule];
  return all.slice(1).map((placed) => ({ ...first, placed, reached: [], covering }));
}

/** The fates of the rules of one direction: those of each group together, its first rule's first. */
export function fatesOf(
  groups: readonly MetGroup[],
  spend: () => Work,
): readonly (readonly Fate[])[] {
  const unreached = new Set<Group>();
  return groups.map((met) => {
    const { group } = met;
    if (group.first.boxes.length === 0) return [];
    const first = fateOfFirst(met, (other) => !unreached.has(other), spend());
    if (first.reached?.length === 0) unreached.add(group);
    return [first, ...fatesOfRepetitions(group, first)];
  });
}

/** The rules behind a group that could take its packets, in their order: of the same, who comes first. */
function successorsOf({ group, later }: Fate): readonly PlacedRule[] {
  const others = [group, ...later].flatMap(({ other }) => other ?? []);
  const firsts = later.map(({ first }) => first);
  if (others.length === 0) return firsts;
  return [...firsts, ...others].toSorted((a, b) => a.rule.index - b.rule.index);
}

/**
 * Whether the rules behind it would do the same with what reaches it. One that is never reached
 * itself is no replacement: of two equal rules only one can go.
 */
export function isReplaceable(fate: Fate, unreached: ReadonlySet<number>, work: Work): boolean {
  const { reached, meetsMore, uncompared } = fate;
  const { rule } = fate.placed;
  const unknown = uncompared.find((index) => index > rule.index) ?? Infinity;
  if (reached?.length === 0) return true;
  if (reached === undefined || meetsMore) return false;
  let rest: readonly Box[] = reached;
  for (const other of successorsOf(fate)) {
    if (rest.length === 0) return true;
    if (other.rule.index > unknown) return false;
    if (!anyIntersects(rest, other.boxes, work)) continue;
    if (effects(other.rule) !== effects(rule)) return false;
    if (unreached.has(other.rule.index)) continue;
    const left = subtractAll(rest, other.boxes, work);
    if (left === undefined) return false;
    rest = left;
  }
  // The end of the chain drops and logs; a silent drop before it keeps the log quiet.
  return rest.length === 0 || (unknown === Infinity && rule.action === "drop" && rule.log);
}
