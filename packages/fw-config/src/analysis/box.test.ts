import fc from "fast-check";
import { expect, test } from "vitest";

import type { AddressRange } from "../policy/address-ranges.ts";
import { intersects, subtract, subtractAll, type Box } from "./box.ts";

const range: fc.Arbitrary<AddressRange> = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
  .map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));

const box: fc.Arbitrary<Box> = fc
  .tuple(range, range, range, range)
  .map((sides) => ({ family: 4 as const, sides }));

/** Every point of a box, as text. */
function points({ sides }: Box): readonly string[] {
  return sides.reduce<readonly string[]>(
    (found, { low, high }) =>
      found.flatMap((head) =>
        Array.from(
          { length: Number(high) - Number(low) + 1 },
          (_, i) => `${head} ${Number(low) + i}`,
        ),
      ),
    [""],
  );
}

test("a difference has exactly the points outside, each once", () => {
  fc.assert(
    fc.property(box, box, (a, b) => {
      const outside = new Set(points(b));
      const expected = points(a).filter((point) => !outside.has(point));
      const seen = subtract(a, b).flatMap(points);
      expect(seen.toSorted()).toStrictEqual(expected.toSorted());
    }),
  );
});

test("boxes intersect when they share a point", () => {
  fc.assert(
    fc.property(box, box, (a, b) => {
      const own = new Set(points(a));
      expect(intersects(a, b)).toBe(points(b).some((point) => own.has(point)));
    }),
  );
});

test("boxes of two families share nothing", () => {
  const [one] = fc.sample(box, { seed: 1, numRuns: 1 });
  if (one === undefined) throw new TypeError("no sample");
  const other: Box = { ...one, family: 6 };
  expect(intersects(one, other)).toBe(false);
  expect(subtractAll([one], [other])).toStrictEqual([one]);
});
