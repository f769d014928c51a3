// oxlint-disable-next-line typescript/triple-slash-reference -- the package's own code has no Node types
/// <reference types="node" />
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

const SOURCE = fileURLToPath(new URL("../src", import.meta.url));

/** The rooms of the package from the leaves up: a file may import from its own room and those before it. */
const ROOMS = [
  "values",
  "errors",
  "number",
  "time",
  "cycle",
  "luoshu",
  "term",
  "stars",
  "record",
  "requirements",
  "explain",
  "person",
  "names",
  ".",
];

function roomOf(file: string): string {
  return file.includes(sep) ? (file.split(sep)[0] ?? "") : ".";
}

test("a file imports only from its own room and from those below it", async () => {
  const files = (await readdir(SOURCE, { recursive: true })).filter((file) =>
    /(?<!\.test|\.d)\.ts$/.test(file),
  );
  expect(new Set(files.map(roomOf))).toEqual(new Set(ROOMS));
  const upward: string[] = [];
  for (const file of files) {
    const text = await readFile(join(SOURCE, file), "utf8");
    for (const [, path = ""] of text.matchAll(/from "(\.[^"]+)"/g)) {
      const target = normalize(join(dirname(file), path));
      if (ROOMS.indexOf(roomOf(target)) > ROOMS.indexOf(roomOf(file))) {
        upward.push(`${file} → ${target}`);
      }
    }
  }
  expect(upward).toEqual([]);
});
