import fc from "fast-check";
import { fuzzOptions } from "toolkit/testing/fuzz";

import type { Config } from "../../src/index.ts";
import { anyConfig } from "../any-config.ts";

/** Twenty inputs are made of each: a valid configuration costs as much as trying what is made of it. */
const count = Math.max(40, Math.ceil(fuzzOptions.runs / 20));

/** Some valid configurations, the same for the same seed: copies, which fast-check does not make anew. */
const bases: readonly Config[] = fc
  .sample(anyConfig, { numRuns: count, seed: fuzzOptions.seed })
  .map((config) => structuredClone(config));

/** A valid configuration of which others were made too. */
export const baseConfig: fc.Arbitrary<Config> = fc.constantFrom(...bases);
