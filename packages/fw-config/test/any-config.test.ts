import * as fc from "fast-check";
import { expect, test, vi } from "vitest";

import { resolve, validate } from "../src/index.ts";
import { anyConfig } from "./any-config.ts";
import { allPatterns, placesOf } from "./schema-walk.ts";

vi.setConfig({ testTimeout: 120_000 });

const sample = fc.sample(anyConfig, { numRuns: 500, seed: 1 });

test("every configuration with any features is valid", () => {
  for (const config of sample) {
    const { diagnostics } = validate(config);
    const { diagnostics: found } = resolve(config);
    const errors = [...diagnostics, ...found].filter(({ severity }) => severity === "error");
    expect({ errors, config }).toMatchObject({ errors: [] });
  }
});

test("together they use every field there is", () => {
  const used = new Set(sample.flatMap(placesOf).map(({ pattern }) => pattern));
  // The published configuration fixes what the others vary; its example is tested by itself.
  const unused = allPatterns().filter((pattern) => !used.has(pattern) && pattern !== ".ha.compat");
  expect(allPatterns().length).toBeGreaterThan(80);
  expect(unused).toStrictEqual([]);
});
