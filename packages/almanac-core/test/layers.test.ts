import { layerFaults } from "toolkit/testing/layers";
import { expect, test } from "vitest";

/** The rooms of the package from the leaves up: a file may import from its own room and those before it. */
const rooms = [
  "values",
  "errors",
  "number",
  "time",
  "cycle",
  "luoshu",
  "term",
  "stars",
  "record",
  "search",
  "requirements",
  "explain",
  "person",
  "names",
  "lunar",
  "drawing",
  "calendar",
  ".",
];

test("a file imports only from its own room and from those below it, and never in a circle", () => {
  const faults = layerFaults({ source: new URL("../src/", import.meta.url), rooms });
  expect(faults).toEqual({ strangeRooms: [], upwardImports: [], circles: [] });
});
