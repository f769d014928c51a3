// oxlint-disable-next-line typescript/triple-slash-reference -- the package's own code has no Node types
/// <reference types="node" />
import { readFile } from "node:fs/promises";
import { format } from "node:util";

import * as tyme4ts from "tyme4ts";
import { describe, expect, test } from "vitest";

import * as core from "../src/index.ts";
import * as intl from "../src/intl.ts";
import * as lunar from "../src/lunar.ts";

const MODULES: Readonly<Record<string, object>> = {
  "almanac-core": core,
  "almanac-core/intl": intl,
  "almanac-core/lunar": lunar,
  tyme4ts,
};
const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const snippets = [...readme.matchAll(/```js\n(.*?)```\n\n```text\n(.*?)```/gs)].map(
  ([, code = "", output = ""]) => ({ code, output, title: code.split("\n").at(-2) ?? "" }),
);

/** Runs a snippet as the module that a reader would save, and returns what it prints. */
function run(code: string): string {
  const lines: string[] = [];
  const body = code.replaceAll(/^import (\{.*?\}) from "(.*?)";$/gms, "const $1 = modules['$2'];");
  // oxlint-disable-next-line typescript/no-implied-eval -- a snippet is code
  const snippet = new Function("modules", "console", body);
  snippet(MODULES, { log: (...values: unknown[]) => lines.push(`${format(...values)}\n`) });
  return lines.join("");
}

describe("the snippets of the README", () => {
  test("are all found", () => {
    expect(snippets).toHaveLength(readme.split("```js").length - 1);
    expect(snippets.length).toBeGreaterThan(8);
  });

  test.each(snippets)("print what the page says: $title", ({ code, output }) => {
    expect(run(code)).toBe(output);
  });
});
