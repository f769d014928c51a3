import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

import { expect, test } from "vitest";

/** The house from its foundation up: a file imports from its own room and from those before it. */
const ROOMS = [
  "leaves",
  "host",
  "packages",
  "drivers",
  "image",
  "lab",
  "faults",
  "validators",
  "doctor",
  "proof",
  "ui",
  "commands",
  "cli",
  "entry",
] as const;

const SOURCE = new URL("../src/", import.meta.url).pathname;
const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
);

/** `context.ts`, `errors.ts` and the like lie in no folder, and everybody may import them. */
function roomOf(file: string): string {
  const [room = "", ...rest] = file.split("/");
  if (rest.length > 0) return room;
  return file === "main.ts" || file === "index.ts" ? "entry" : "leaves";
}

/** The files that a file imports, also when it does so later or for their types alone. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(SOURCE, file), "utf8");
  const found = text.matchAll(/(?:\bfrom|\bimport\(|^import)\s*"(\.[^"]+)"/gm);
  return Array.from(found, ([, path = ""]) => posix.join(posix.dirname(file), path));
}

test("every folder of the source is a room", () => {
  const folders = new Set(files.map(roomOf));
  expect([...folders].toSorted()).toEqual([...ROOMS].toSorted());
});

test("a file imports nothing from a room above its own", () => {
  const floor = (file: string): number => ROOMS.findIndex((room) => room === roomOf(file));
  const climbing = files.flatMap((file) =>
    importsOf(file)
      .filter((path) => floor(path) > floor(file))
      .map((path) => `${file} imports ${path}`),
  );
  expect(climbing).toEqual([]);
});

test("no files import one another in a circle", () => {
  const closed = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(" → "));
    if (closed.has(file) || way.includes(file)) return;
    for (const path of importsOf(file)) visit(path, [...way, file]);
    closed.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});
