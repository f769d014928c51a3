import fc from "fast-check";
import { expect, test } from "vitest";

import { editDistance, suggest, suggestionHint } from "./suggest.ts";

test.each([
  ["", "", 0],
  ["subnet", "subnet", 0],
  ["sunbet", "subnet", 1],
  ["subet", "subnet", 1],
  ["kitten", "sitting", 3],
])("the distance of %s and %s is %i", (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

test("a distance below the limit is exact, and no other comes out below it", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 9 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 6 }), (a, b, limit) => {
      const whole = editDistance(a, b);
      const limited = editDistance(a, b, limit);
      expect(whole < limit ? limited : limited >= limit).toBe(whole < limit ? whole : true);
    }),
    { numRuns: 2000 },
  );
});

test("only a near word is suggested", () => {
  const known = ["subnet", "bridge", "vlan"];
  expect(suggest("Brige", known)).toBe("bridge");
  expect(suggest("xyz", known)).toBeUndefined();
  expect(suggest("x".repeat(100_000), known)).toBeUndefined();
});

test.each([
  ["!private", "private"],
  ["nopreempt", "preempt"],
  ["no-vip", "vip"],
  ["private", "!private"],
  ["subnet", "subnet"],
])("for %s the word %s is no suggestion", (word, opposite) => {
  expect(suggest(word, [opposite])).toBeUndefined();
  expect(suggest(word, [opposite, `${word}s`])).toBe(`${word}s`);
});

test("what is known is listed when nothing is near", () => {
  expect(suggestionHint("sbnet", ["subnet"])).toBe('did you mean "subnet"?');
  expect(suggestionHint("qqq", ["subnet", "vlan"])).toBe("known here: subnet, vlan");
  expect(suggestionHint("qqq", [])).toBeUndefined();
});
