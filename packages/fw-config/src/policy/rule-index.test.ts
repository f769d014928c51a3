import fc from "fast-check";
import { expect, test } from "vitest";

import { fits, type Pattern, type Subject } from "./pattern.ts";
import type { Condition } from "./predicate.ts";
import { ruleIndex } from "./rule-index.ts";
import type { Trip } from "./trip.ts";

/** Few values, so that rules and packets meet often. */
const value = fc.integer({ min: 0, max: 6 });

const ranges = fc
  .uniqueArray(value, { minLength: 1, maxLength: 3 })
  .chain((lows) => fc.tuple(fc.constant(lows.toSorted((a, b) => a - b)), fc.boolean()))
  .map(([lows, wide]) =>
    lows.map((low, i) => ({ low, high: wide ? (lows[i + 1] ?? low + 2) - 1 : low })),
  )
  .map((all) => all.filter(({ low, high }) => low <= high));

const pattern: fc.Arbitrary<Pattern> = fc.record(
  {
    family: fc.constant(4 as const),
    source: ranges,
    destination: ranges,
    service: fc.oneof(
      fc.record({ protocols: fc.subarray([6, 17], { minLength: 1 }), values: ranges }),
      fc.record({ protocols: fc.subarray([6, 17, 47], { minLength: 1 }) }),
    ),
  },
  { requiredKeys: [] },
);

/** What no index looks up: here, the hop limit. */
const rest = value.map((hops) => (trip: Trip) => trip.hopLimit >= hops);

const rule: fc.Arbitrary<Condition> = fc.oneof(
  pattern.map((own) => ({ pattern: own, rest: undefined })),
  fc.record({ pattern, rest }),
);

const packet = fc
  .record({
    family: fc.constantFrom(4 as const, 6 as const),
    source: value,
    destination: value,
    protocol: fc.constantFrom(6, 17, 47),
    value,
  })
  .chain((subject: Subject) => value.map((hopLimit) => ({ subject, hopLimit }) as unknown as Trip));

/** Chains that are read, and longer ones that are looked up. */
const chain = fc.oneof(
  fc.array(rule, { maxLength: 16 }),
  fc.array(rule, { minLength: 17, maxLength: 60 }),
);

test("the index finds the rules that reading the chain from its top finds, one behind the other", () => {
  fc.assert(
    fc.property(chain, fc.array(packet), (rules, packets) => {
      const next = ruleIndex(rules);
      for (const trip of packets) {
        const expected = rules.flatMap((entry, order) =>
          fits(entry.pattern, trip.subject) && (entry.rest?.(trip) ?? true) ? [order] : [],
        );
        const found: number[] = [];
        for (let at = next(trip, -1); at !== undefined; at = next(trip, at.order)) {
          found.push(at.order);
        }
        expect(found).toStrictEqual(expected);
      }
    }),
    { numRuns: 500 },
  );
});
