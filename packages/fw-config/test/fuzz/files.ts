import fc from "fast-check";
import { fuzzKind, type Faults, type FuzzKind } from "toolkit/testing/fuzz";
import { spoiledText } from "toolkit/testing/spoiled-text";
import { stringify } from "yaml";

import { check, render, type Config } from "../../src/index.ts";
import { baseConfig } from "./bases.ts";
import { faultsOf } from "./invariants.ts";
import { spoiledConfig, spoiledObject } from "./mutate.ts";

/** The files of what is accepted are sound; anything else has a finding. */
function faultsOfConfig(input: unknown, onValid: () => void): Faults {
  const { model, diagnostics } = check(input);
  if (model === undefined) return diagnostics.length > 0 ? [] : ["neither a model nor a finding"];
  onValid();
  return faultsOf(render(model));
}

/** What comes of a configuration, to be compared. */
function filesOf(input: unknown): string {
  const { model } = check(input);
  return model === undefined ? "refused" : JSON.stringify(render(model));
}

const tried = new WeakSet<Config>();

/** The files of a valid configuration, of its JSON and of its YAML are the same. */
function faultsOfWritings(config: Config): Faults {
  if (tried.has(config)) return [];
  tried.add(config);
  const files = filesOf(config);
  return [structuredClone(config), JSON.stringify(config), stringify(config)]
    .filter((writing) => filesOf(writing) !== files)
    .map((writing) => `other files of ${typeof writing === "string" ? writing : "a copy"}`);
}

/** Spoiled configurations; of a good part of them there are files to look at. */
function fileKind<T>(
  title: string,
  inputs: fc.Arbitrary<T>,
  read: (input: T) => unknown,
): FuzzKind {
  let valid = 0;
  const kind = fuzzKind(title, inputs, (input) => faultsOfConfig(read(input), () => (valid += 1)));
  return {
    title,
    async try(options) {
      const outcome = await kind.try(options);
      if (outcome.finding !== undefined || valid > options.runs / 50) return outcome;
      return { ...outcome, finding: `only ${valid} of ${options.runs} were valid` };
    },
  };
}

/** What is spoiled in an object, in JSON and in YAML injects nothing. */
export const fileKinds: readonly FuzzKind[] = [
  fileKind("a spoiled object injects nothing", spoiledObject, (object) => object),
  fileKind("a spoiled JSON text injects nothing", spoiledConfig, (config) =>
    JSON.stringify(config),
  ),
  fileKind(
    "a spoiled YAML text injects nothing",
    fc.oneof(
      spoiledConfig.map((config) => stringify(config)),
      spoiledText(baseConfig.map((config) => stringify(config))),
    ),
    (text) => text,
  ),
  fuzzKind("the same files come of every writing of a configuration", baseConfig, faultsOfWritings),
];
