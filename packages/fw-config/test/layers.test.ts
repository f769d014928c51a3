import { layerFaults } from "toolkit/testing/layers";
import { expect, test } from "vitest";

/**
 * The rooms of the package from the leaves up: a file imports from its own room and those before it.
 * So nothing that is rendered depends on what evaluates or analyses it.
 */
const rooms = [
  "values",
  "address",
  "arguments",
  "artifact",
  "diagnostics",
  "config",
  "services",
  "parse",
  "model",
  "checks",
  "ruleset",
  "render",
  "policy",
  "analysis",
  "timing",
  "topology",
  "starter",
  "entry",
];

test("a file imports only from its own room and from those below it, and never in a circle", () => {
  const faults = layerFaults({
    source: new URL("../src/", import.meta.url),
    rooms,
    looseRoom: (file) => (file === "artifact.ts" ? "artifact" : "entry"),
  });
  expect(faults).toEqual({ strangeRooms: [], upwardImports: [], circles: [] });
});
