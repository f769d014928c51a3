import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import fc from "fast-check";
import { fuzzOptions } from "toolkit/testing/fuzz";
import { spoiledText } from "toolkit/testing/spoiled-text";
import { expect, test, vi } from "vitest";
import { stringify } from "yaml";

import { readSimpleYaml } from "../src/parse/simple-yaml.ts";
import { readYaml } from "../src/parse/yaml.ts";
import { anyConfig } from "./any-config.ts";
import { spoiledConfig } from "./fuzz/mutate.ts";

const { runs, seed } = fuzzOptions;

vi.setConfig({ testTimeout: 60_000 + runs * 1000 });

/** What the library reads; undefined when it finds a fault, or a key twice. */
function readByLibrary(text: string): unknown {
  const { document, faults, repeated } = readYaml(text);
  if (faults.length > 0 || repeated.length > 0) return undefined;
  return document.toJS();
}

/** The same values, and fields in the same order. */
function isSame(text: string, simple: unknown): boolean {
  const other = readByLibrary(text);
  return isDeepStrictEqual(simple, other) && JSON.stringify(simple) === JSON.stringify(other);
}

/** Pieces of YAML, most of them of the simple kind, some at its edge. */
const pieces: readonly string[] = [
  "a",
  "b",
  "a",
  "lan_1",
  "x.y",
  "true",
  "null",
  "Null",
  "No",
  "~",
  "0",
  "1",
  "007",
  "1.5",
  ".5",
  "10.0.0.0/24",
  "2001:db8::1",
  "::1",
  "80-90",
  "1e3",
  "0x1f",
  "0o7",
  "1_000",
  "12:30",
  "1/2",
  "-1",
  '"q: r"',
  "'s # t'",
  '"u\\n"',
  "'v''w'",
  '"',
  "'",
  "http",
  "any",
  "e1",
  "1.2.3",
  "1..2",
  "2.4",
  "0.50",
  "1.5e3",
  "5e",
  "1e",
  "802.3ad",
  ":",
  ":a",
  "::/0",
  "Infinity",
  "{ a: b }",
  "{a: b}",
  "[a, b]",
  "[ a ]",
  "[]",
  "{}",
  "[a",
  "b]",
  "{ a",
  "}",
  "[a: b]",
  "{a}",
  "[a,]",
  "|",
  ">-",
  "&c",
  "*c",
  "!t",
  "!!str 1",
  "<<",
  "?",
  "---",
  "...",
  "%",
  "@",
  "`",
  "\t",
  "=",
  "/x",
  "# c",
  "#",
  " #",
  "__proto__",
  "constructor",
  "toString",
  "é",
  "\u00a0",
  "a b",
  "a - b",
  "a:b",
];

const piece = fc.constantFrom(...pieces);
const indent = fc.constantFrom(0, 0, 0, 1, 2, 2, 2, 3, 4, 4, 5, 6).map((n) => " ".repeat(n));
const key = fc.oneof(
  fc.constantFrom("a:", "b:", "c:", "d:", "lan_1:", "x.y:"),
  piece.map((p) => `${p}:`),
);
const value = fc.oneof(
  piece,
  fc.array(piece, { maxLength: 3 }).map((all) => all.join(" ")),
);
const simpleValue = fc.constantFrom(
  "",
  "a",
  "1",
  "true",
  '"q"',
  "[a, b]",
  "{ a: b, c: [1] }",
  "a b # c",
);

/** A line of an entry, of an item, of an item's first entry, or of anything. */
const line = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(indent, key, simpleValue).map(([i, k, v]) => `${i}${k} ${v}`) },
  { weight: 2, arbitrary: fc.tuple(indent, key).map(([i, k]) => i + k) },
  { weight: 2, arbitrary: fc.tuple(indent, key, value).map(([i, k, v]) => `${i}${k} ${v}`) },
  { weight: 3, arbitrary: fc.tuple(indent, simpleValue).map(([i, v]) => `${i}- ${v}`) },
  {
    weight: 2,
    arbitrary: fc.tuple(indent, key, simpleValue).map(([i, k, v]) => `${i}- ${k} ${v}`),
  },
  { weight: 1, arbitrary: fc.tuple(indent, key).map(([i, k]) => `${i}- ${k}`) },
  { weight: 1, arbitrary: fc.tuple(indent, value).map(([i, v]) => i + v) },
);
const soup = fc.array(line, { minLength: 1, maxLength: 7 }).map((lines) => lines.join("\n"));

/** Small documents, in which any piece or step of indentation stands somewhere or is gone. */
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<unknown>(
      "a",
      "10.0.0.0/24",
      "2001:db8::1",
      "::/0",
      2.4,
      "802.3ad",
      1,
      0,
      true,
      null,
      "a b",
      "80-90",
      "q: r",
    ),
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "lan_1", "x.y"), tie("tree"), { maxKeys: 3 }),
  ),
}));
const styles = fc.constantFrom({}, { indentSeq: false }, { flowCollectionPadding: false }, {
  defaultStringType: "QUOTE_DOUBLE",
  defaultKeyType: "PLAIN",
} as const);
const step = fc.constantFrom(
  "\n",
  "\n  ",
  "\n    ",
  "\n- ",
  "\n  - ",
  " ",
  "  ",
  ": ",
  ", ",
  ":",
  ",",
);
const changed = fc
  .tuple(
    fc.tuple(fc.dictionary(fc.constantFrom("a", "b", "c"), tree, { minKeys: 1 }), styles),
    fc.oneof(piece, step),
    fc.nat({ max: 2 }),
    fc.nat(),
  )
  .map(([[tops, style], put, gone, place]) => {
    const text = stringify(tops, style);
    const at = place % (text.length + 1);
    return `${text.slice(0, at)}${put}${text.slice(at + gone)}`;
  });

const lists = { indentSeq: false, flowCollectionPadding: false, lineWidth: 0 } as const;
const written = fc.oneof(
  anyConfig.map((config) => stringify(config)),
  anyConfig.map((config) => stringify(config, lists)),
  spoiledConfig.map((config) => stringify(config)),
);

/** So many small texts are read for each that is a configuration's. */
const small = 50;

test.each([
  ["that a program wrote", written, runs, 0.25],
  ["with a mistake in it", spoiledText(written), runs, 0.05],
  ["that is small, with any change", changed, runs * small, 0.1],
  ["of pieces of YAML", soup, runs * small, 0.005],
] as const)("the YAML library reads the same in a text %s", (_, texts, numRuns, share) => {
  let simple = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const read = readSimpleYaml(text);
      if (read === undefined) return;
      simple += 1;
      expect({ text, same: isSame(text, read) }).toStrictEqual({ text, same: true });
    }),
    { numRuns, seed },
  );
  expect(simple).toBeGreaterThan(numRuns * share);
});

test("the seed's configuration is simple YAML", () => {
  const text = readFileSync(join(import.meta.dirname, "../../../fw.config.yaml"), "utf8");
  const read = readSimpleYaml(text);
  expect(read).toBeDefined();
  expect(isSame(text, read)).toBe(true);
});

test("a text of 300,000 brackets or of 1,000 levels is left to the library", () => {
  expect(readSimpleYaml(`a: ${"[".repeat(300_000)}`)).toBeUndefined();
  const levels = Array.from({ length: 1000 }, (_, i) => `${" ".repeat(i)}a:`);
  expect(readSimpleYaml(levels.join("\n"))).toBeUndefined();
});
