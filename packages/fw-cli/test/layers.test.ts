import { layerFaults } from "toolkit/testing/layers";
import { expect, test } from "vitest";

/** The house from its foundation up: a file imports from its own room and from those before it. */
const rooms = [
  "leaves",
  "guest",
  "host",
  "packages",
  "spice",
  "drivers",
  "image",
  "usb",
  "lab",
  "view",
  "faults",
  "validators",
  "doctor",
  "proof",
  "ui",
  "commands",
  "cli",
  "entry",
];

test("a file imports from its own room and from those below it, and never in a circle", () => {
  const faults = layerFaults({
    source: new URL("../src/", import.meta.url),
    rooms,
    // `context.ts`, `errors.ts` and the like lie in no folder, and everybody may import them.
    looseRoom: (file) => (["index.ts", "main.ts", "run.ts"].includes(file) ? "entry" : "leaves"),
  });
  expect(faults).toEqual({ strangeRooms: [], upwardImports: [], circles: [] });
});
