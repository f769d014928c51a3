import { expect, test } from "vitest";

import { fuzzOptions, type FuzzKind } from "./fuzz.ts";

const { runs, seed } = fuzzOptions;
const timeout = 60_000 + runs * 1000;

/** A test for each kind of hostile input. */
export function testKinds(kinds: readonly FuzzKind[]): void {
  for (const kind of kinds) {
    test(`${kind.title} (FW_FUZZ_SEED=${seed})`, { timeout }, async () => {
      expect(await kind.try(fuzzOptions)).toStrictEqual({ runs });
    });
  }
}
