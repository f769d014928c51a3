import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { expect, onTestFinished, test } from "vitest";

import { layerFaults } from "../testing/layers.ts";

/** A package's source with these files. */
function source(files: Readonly<Record<string, string>>): URL {
  const folder = mkdtempSync(join(tmpdir(), "toolkit-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return pathToFileURL(`${folder}/`);
}

test("a package that imports downward alone is in order", () => {
  const files = { "low/a.ts": "", "high/b.ts": 'import { a } from "../low/a.ts";', "index.ts": "" };
  expect(layerFaults({ source: source(files), rooms: ["low", "high", "."] })).toEqual({
    strangeRooms: [],
    upwardImports: [],
    circles: [],
  });
});

test.each(['import type { b } from "../high/b.ts";', 'void import("../high/b.ts");'])(
  "an import upwards is told: %s",
  (text) => {
    const files = { "low/a.ts": text, "high/b.ts": "" };
    const { upwardImports } = layerFaults({ source: source(files), rooms: ["low", "high"] });
    expect(upwardImports).toEqual(["low/a.ts imports high/b.ts"]);
  },
);

test("folders that are no room and rooms that are no folder are told", () => {
  const files = { "low/a.ts": "", "shed/b.ts": "", "main.ts": "" };
  const { strangeRooms } = layerFaults({
    source: source(files),
    rooms: ["low", "attic"],
    looseRoom: () => "low",
  });
  expect(strangeRooms).toEqual(["shed", "attic"]);
});

test("files that import one another in a circle are told, tests left out", () => {
  const files = {
    "low/a.ts": 'export * from "./b.ts";',
    "low/b.ts": 'export * from "./c.ts";',
    "low/c.ts": 'export * from "./b.ts";',
    "low/c.test.ts": 'import "./c.test.ts";',
  };
  const { circles } = layerFaults({ source: source(files), rooms: ["low"] });
  expect(circles).toEqual(["low/b.ts → low/c.ts → low/b.ts"]);
});
