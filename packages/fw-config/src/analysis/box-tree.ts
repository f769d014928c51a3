import { intersects, type Box, type Sides } from "./box.ts";

/** A box and the place of what it belongs to in a list. */
interface Entry {
  readonly box: Box;
  readonly owner: number;
}

/** A few boxes, or two halves of many; the bounds hold them all. */
interface Branch {
  readonly bounds: Box;
  /** The first of the owners. */
  readonly first: number;
  readonly entries: readonly Entry[];
  readonly halves: readonly Branch[];
}

/** So few boxes are compared one by one. */
const leafSize = 8;

function boundsOf(entries: readonly Entry[], first: Box): Box {
  const sides = first.sides.map((side, i) => {
    let { low, high } = side;
    for (const { box } of entries) {
      const own = box.sides[i] ?? side;
      if (own.low < low) low = own.low;
      if (own.high > high) high = own.high;
    }
    return { low, high };
  });
  return { family: first.family, sides: sides as unknown as Sides };
}

/** The side in which the boxes begin at the most different places: there they part best. */
function widestSide(entries: readonly Entry[]): number {
  const counts = [0, 1, 2, 3].map((i) => new Set(entries.map(({ box }) => box.sides[i]?.low)).size);
  return counts.indexOf(Math.max(...counts));
}

function branchOf(entries: readonly Entry[]): readonly Branch[] {
  const first = entries[0]?.box;
  if (first === undefined) return [];
  const bounds = boundsOf(entries, first);
  const owner = entries.reduce((least, entry) => Math.min(least, entry.owner), Infinity);
  if (entries.length <= leafSize) return [{ bounds, first: owner, entries, halves: [] }];
  const i = widestSide(entries);
  const sorted = entries.toSorted((a, b) => {
    const [x, y] = [a.box.sides[i], b.box.sides[i]];
    if (x === undefined || y === undefined) return 0;
    if (x.low !== y.low) return x.low < y.low ? -1 : 1;
    return x.high < y.high ? -1 : x.high > y.high ? 1 : 0;
  });
  const middle = sorted.length >> 1;
  const halves = [sorted.slice(0, middle), sorted.slice(middle)]
    .flatMap(branchOf)
    .toSorted((a, b) => a.first - b.first);
  return [{ bounds, first: owner, entries: [], halves }];
}

function collect(branch: Branch, box: Box, owners: Set<number>, most: number): void {
  if (owners.size > most || !intersects(branch.bounds, box)) return;
  for (const entry of branch.entries) {
    if (intersects(entry.box, box)) owners.add(entry.owner);
  }
  for (const half of branch.halves) collect(half, box, owners, most);
}

/** The owners of what was met. */
export interface Met {
  /** Their places, in ascending order. */
  readonly owners: readonly number[];
  /** Whether these are all. */
  readonly complete: boolean;
}

/**
 * Which of many lists of boxes share a packet with the boxes asked about: a tree of bounds, so
 * that a long chain is not compared pair by pair.
 *
 * @param most - the search ends when it has met more; it looks for earlier lists first
 */
export function boxTree(
  lists: readonly (readonly Box[])[],
  most: number = Infinity,
): (boxes: readonly Box[]) => Met {
  const entries = lists.flatMap((boxes, owner) => boxes.map((box): Entry => ({ box, owner })));
  const roots = ([4, 6] as const).flatMap((family) =>
    branchOf(entries.filter(({ box }) => box.family === family)),
  );
  return (boxes) => {
    const owners = new Set<number>();
    for (const box of boxes) {
      for (const root of roots) collect(root, box, owners, most);
    }
    return { owners: [...owners].toSorted((a, b) => a - b), complete: owners.size <= most };
  };
}
