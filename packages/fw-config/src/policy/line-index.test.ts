import fc from "fast-check";
import { expect, test } from "vitest";

import { allMatches, firstMatch, type Lined } from "./line-index.ts";
import { matchesLine, type RuleLine, type Subject } from "./rule-line.ts";

/** Few values, so that lines and packets meet often. */
const value = fc.integer({ min: 0, max: 6 });

const ranges = fc
  .uniqueArray(value, { minLength: 1, maxLength: 3 })
  .chain((lows) => fc.tuple(fc.constant(lows.toSorted((a, b) => a - b)), fc.boolean()))
  .map(([lows, wide]) =>
    lows.map((low, i) => ({ low, high: wide ? (lows[i + 1] ?? low + 2) - 1 : low })),
  )
  .map((all) => all.filter(({ low, high }) => low <= high));

const line: fc.Arbitrary<RuleLine> = fc.record(
  {
    family: fc.constant(4 as const),
    source: ranges,
    destination: ranges,
    service: fc.oneof(
      fc.constant({}),
      fc.record({ protocols: fc.subarray([6, 17], { minLength: 1 }), values: ranges }),
      fc.record({ protocols: fc.subarray([6, 17, 47], { minLength: 1 }) }),
    ),
    expression: fc.constant(""),
  },
  { requiredKeys: ["service", "expression"] },
);

const subject: fc.Arbitrary<Subject> = fc.record({
  family: fc.constantFrom(4 as const, 6 as const),
  source: value,
  destination: value,
  protocol: fc.constantFrom(6, 17, 47),
  value,
});

const chain: fc.Arbitrary<readonly Lined[]> = fc.array(line.map((entry) => ({ line: entry })));

test("the index finds the line that reading the chain from its top finds", () => {
  fc.assert(
    fc.property(chain, fc.array(subject), (lines, subjects) => {
      const find = firstMatch(lines);
      for (const packet of subjects) {
        expect(find(packet)).toBe(lines.find((entry) => matchesLine(entry.line, packet)));
      }
    }),
    { numRuns: 500 },
  );
});

test("all matches are those of reading the whole chain, in its order", () => {
  fc.assert(
    fc.property(chain, fc.array(subject), (lines, subjects) => {
      const find = allMatches(lines);
      for (const packet of subjects) {
        expect(find(packet)).toStrictEqual(
          lines.filter((entry) => matchesLine(entry.line, packet)),
        );
      }
    }),
  );
});
