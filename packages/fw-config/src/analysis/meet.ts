import { boxTree } from "./box-tree.ts";
import type { Box } from "./box.ts";
import { effects, type Direction, type PlacedRule } from "./direction.ts";

/** The rules of one direction that match exactly the same: the first leaves the others nothing. */
export interface Group {
  readonly first: PlacedRule;
  /** The first and its repetitions, whatever each of them does. */
  readonly all: readonly PlacedRule[];
  /** The first of them that does not do what the first of all does. */
  readonly other?: PlacedRule;
}

/** A group, and those that share a packet with it, in the order of their first rules. */
export interface MetGroup {
  readonly group: Group;
  readonly earlier: readonly Group[];
  readonly later: readonly Group[];
  /** Whether it meets more than were looked for. */
  readonly meetsMore: boolean;
  /** The indexes of the direction's rules of which it is not known whether they meet it, ascending. */
  readonly uncompared: readonly number[];
}

/** So many pairs of groups are looked for in one direction: all, of up to 2,000 groups. */
const mostPairs = 4_000_000;
/** So many are looked for around each group, however many there are. */
const fewestEach = 300;

function keyOf(boxes: readonly Box[]): string {
  const texts = boxes.map(
    ({ family, sides }) => `${family} ${sides.map(({ low, high }) => `${low}-${high}`).join(" ")}`,
  );
  return texts.join(",");
}

function groupOf(all: readonly PlacedRule[]): readonly Group[] {
  const [first] = all;
  if (first === undefined) return [];
  const usual = effects(first.rule);
  const other = all.find(({ rule }) => effects(rule) !== usual);
  return [{ first, all, ...(other && { other }) }];
}

function groupsOf(rules: readonly PlacedRule[]): readonly Group[] {
  const groups = new Map<string, PlacedRule[]>();
  for (const placed of rules) {
    const key = keyOf(placed.boxes);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [placed]);
    else group.push(placed);
  }
  return [...groups.values()].flatMap(groupOf);
}

/**
 * Finds which rules of a direction share packets. Rules that match the same are found by a key:
 * thousands of repetitions compared pair by pair would cost minutes.
 */
export function meet({ rules, uncompared }: Direction): readonly MetGroup[] {
  // Most directions of a pair with many networks have one rule, with a hole for each virtual address.
  if (rules.length < 2) {
    return groupOf(rules).map((group) => {
      return { group, earlier: [], later: [], meetsMore: false, uncompared };
    });
  }
  const groups = groupsOf(rules);
  const each = Math.max(fewestEach, Math.floor(mostPairs / Math.max(1, groups.length)));
  const metBy = boxTree(
    groups.map(({ first }) => first.boxes),
    each,
  );
  return groups.map((group, place) => {
    const { owners, complete } = metBy(group.first.boxes);
    const at = (places: readonly number[]): readonly Group[] =>
      places.flatMap((other) => groups[other] ?? []);
    return {
      group,
      earlier: at(owners.filter((other) => other < place)),
      later: at(owners.filter((other) => other > place)),
      meetsMore: !complete,
      uncompared,
    };
  });
}
