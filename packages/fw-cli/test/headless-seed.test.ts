import { readFileSync } from "node:fs";

import { check } from "fw-config";
import { expect, it } from "vitest";

import { SEED } from "./fw.ts";
import { headlessSeed } from "./headless-seed.mjs";

it("is the seed, and no machine of it has a screen", () => {
  const { model: headless } = check(headlessSeed());
  const { model: seed } = check(readFileSync(SEED, "utf8"));
  const shapes = headless?.nodes.flatMap(({ vm }) => (vm === undefined ? [] : [vm]));
  expect(shapes).toStrictEqual(
    Array.from({ length: 3 }, () => ({ memoryMiB: 384, cpus: 1, desktop: false })),
  );
  const withoutShapes = (model: typeof seed) => ({
    ...model,
    nodes: model?.nodes.map(({ vm: _vm, ...node }) => node),
  });
  expect(withoutShapes(headless)).toStrictEqual(withoutShapes(seed));
});
