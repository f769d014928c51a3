import fc from "fast-check";
import { expect, test } from "vitest";

import { coarse, type AddressRange, type Scalar } from "./address-ranges.ts";
import { pointOf } from "./bounds.ts";
import type { ConnectionState } from "./packet.ts";
import { fits, type Pattern } from "./pattern.ts";
import type { Condition } from "./predicate.ts";
import { firstMatch, ruleIndex, ruleStore } from "./rule-index.ts";
import type { Trip } from "./trip.ts";

/** Few values, so that rules and packets meet often. */
const value = fc.integer({ min: 0, max: 6 });

const numbers = fc
  .uniqueArray(value, { minLength: 1, maxLength: 3 })
  .chain((lows) => fc.tuple(fc.constant(lows.toSorted((a, b) => a - b)), fc.boolean()))
  .map(([lows, wide]) =>
    lows.map((low, i) => ({ low, high: wide ? (lows[i + 1] ?? low + 2) - 1 : low })),
  )
  .map((all) => all.filter(({ low, high }) => low <= high));

/** Addresses that differ in their first bits, in their last, and at both ends of what there is. */
const spread: readonly [shift: bigint, top: bigint][] = [
  [0n, 0n],
  [96n, 0n],
  [0n, (2n ** 128n - 1n) ^ 7n],
];

/** An address of a family by its number among the few. */
function addressOf(family: 4 | 6, number: number, kind: number): Scalar {
  const [shift, top] = spread[kind] ?? [0n, 0n];
  if (family === 6) return (BigInt(number) << shift) + top;
  return top === 0n ? number : 0xff_ff_ff_f8 + number;
}

function addresses(family: 4 | 6): fc.Arbitrary<readonly AddressRange[]> {
  return fc.tuple(numbers, fc.nat({ max: 2 })).map(([ranges, kind]) =>
    ranges.map(({ low, high }) => ({
      low: addressOf(family, low, kind),
      high: addressOf(family, high, kind),
    })),
  );
}

function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

const service = fc.record({
  family: maybe(fc.constantFrom(4 as const, 6 as const)),
  protocols: maybe(fc.subarray([6, 17, 47], { minLength: 1 })),
  values: maybe(numbers),
});

/** A rule that names addresses is of their family. */
const pattern: fc.Arbitrary<Pattern> = fc.oneof(
  ...([4, 6] as const).map((family) =>
    fc.record({
      family: fc.constant(family),
      source: maybe(addresses(family)),
      destination: maybe(addresses(family)),
      service: maybe(service),
    }),
  ),
  fc.record({
    family: fc.constant(undefined),
    source: fc.constant(undefined),
    destination: fc.constant(undefined),
    service: maybe(service),
  }),
);

const connection = fc.constantFrom<ConnectionState>("new", "established", "untracked");

const rule: fc.Arbitrary<Condition> = fc.record({
  pattern,
  connection: maybe(connection),
  /** What no index looks up: here, the hop limit. */
  rest: maybe(value.map((hops) => (trip: Trip) => trip.hopLimit >= hops)),
});

const packet = fc
  .record({
    family: fc.constantFrom(4 as const, 6 as const),
    numbers: fc.tuple(value, value),
    kinds: fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 })),
    protocol: fc.constantFrom(6, 17, 47),
    value,
    connection,
    hopLimit: value,
  })
  .map(({ family, numbers: [from, to], kinds, protocol, value: port, ...rest }) => {
    const source = addressOf(family, from, kinds[0]);
    const destination = addressOf(family, to, kinds[1]);
    return {
      ...rest,
      source: { coarse: coarse(source) },
      destination: { coarse: coarse(destination) },
      subject: { family, source, destination, protocol, value: port },
    } as Trip;
  });

/** Chains that are read, and longer ones that are looked up. */
const chain = fc.oneof(
  fc.array(rule, { maxLength: 16 }),
  fc.array(rule, { minLength: 33, maxLength: 80 }),
);

/** Whether a rule matches, as it is written: no bounds, no index. */
function matchesAsWritten(entry: Condition, trip: Trip): boolean {
  return (
    fits(entry.pattern, trip.subject) &&
    (entry.connection === undefined || entry.connection === trip.connection) &&
    (entry.rest?.(trip) ?? true)
  );
}

test("the index finds the rules that reading the chain from its top finds, one behind the other", () => {
  fc.assert(
    fc.property(
      fc.array(rule, { maxLength: 3 }),
      chain,
      fc.array(packet, { minLength: 5, maxLength: 30 }),
      (others, rules, packets) => {
        const store = ruleStore(others.length + rules.length);
        ruleIndex(store, 0, others);
        const index = ruleIndex(store, others.length, rules);
        for (const trip of packets) {
          const expected = rules.flatMap((entry, order) =>
            matchesAsWritten(entry, trip) ? [order] : [],
          );
          const found: number[] = [];
          const point = pointOf(trip);
          for (let at = firstMatch(index, trip, point, index.start); at < index.end;) {
            found.push(at - index.start);
            at = firstMatch(index, trip, point, at + 1);
          }
          expect(found).toStrictEqual(expected);
        }
      },
    ),
    { numRuns: 500 },
  );
});
