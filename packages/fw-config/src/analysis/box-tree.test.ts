import fc from "fast-check";
import { expect, test } from "vitest";

import { boxTree } from "./box-tree.ts";
import { anyIntersects, type Box, type Sides } from "./box.ts";

const number = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
  .map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));

const box: fc.Arbitrary<Box> = fc
  .tuple(fc.constantFrom(4 as const, 6 as const), number, number, number, number)
  .map(([family, ...sides]) => {
    if (family === 4) return { family, sides };
    const big = sides.map(({ low, high }) => ({ low: BigInt(low), high: BigInt(high) }));
    return { family, sides: big as unknown as Sides };
  });

const boxes = fc.array(box, { maxLength: 3 });

test("the tree finds exactly the lists that a comparison one by one finds", () => {
  fc.assert(
    fc.property(fc.array(boxes, { maxLength: 60 }), boxes, (lists, asked) => {
      const expected = lists.flatMap((list, i) => (anyIntersects(list, asked) ? [i] : []));
      expect(boxTree(lists)(asked)).toStrictEqual({ owners: expected, complete: true });
    }),
  );
});

test("a search that ends early says so, and has found only what is met", () => {
  fc.assert(
    fc.property(fc.array(boxes, { maxLength: 60 }), boxes, (lists, asked) => {
      const all = boxTree(lists)(asked).owners;
      const { owners, complete } = boxTree(lists, 5)(asked);
      expect(all).toStrictEqual(expect.arrayContaining([...owners]));
      expect(complete).toBe(all.length <= 5);
      expect(owners.length).toBeGreaterThanOrEqual(Math.min(all.length, 6));
    }),
  );
});
