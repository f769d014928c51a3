import fc from "fast-check";
import { expect, test } from "vitest";

import { ipv4Intervals } from "./ipv4-intervals.ts";

const last = 2 ** 32 - 1;

/** Few values at both ends of what there is, so that ranges and questions meet. */
const address = fc.oneof(
  fc.nat({ max: 12 }),
  fc.nat({ max: 12 }).map((below) => last - below),
);

const range = fc
  .tuple(address, address)
  .map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));

test("the table answers for every address what asking for it answers", () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 6 }), address, (ranges, scalar) => {
      const ask = (value: number): string =>
        ranges.map(({ low, high }) => (value >= low && value <= high ? "1" : "0")).join("");
      expect(ipv4Intervals(ranges, ask)(scalar)).toBe(ask(scalar));
    }),
  );
});
