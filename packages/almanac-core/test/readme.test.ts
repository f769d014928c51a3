// oxlint-disable-next-line typescript/triple-slash-reference -- the package's own code has no Node types
/// <reference types="node" />
import { readFile } from "node:fs/promises";
import { format } from "node:util";

import * as tyme4ts from "tyme4ts";
import { describe, expect, test } from "vitest";

import * as ical from "../src/ical.ts";
import * as core from "../src/index.ts";
import * as intl from "../src/intl.ts";
import * as lunar from "../src/lunar.ts";
import * as svg from "../src/svg.ts";

const MODULES: Readonly<Record<string, object>> = {
  "almanac-core": core,
  "almanac-core/intl": intl,
  "almanac-core/lunar": lunar,
  "almanac-core/ical": ical,
  "almanac-core/svg": svg,
  tyme4ts,
};
const PAGES = [
  "../README.md",
  "../../../docs/almanac/five-examples.md",
  "../../../docs/vi/almanac/five-examples.md",
];

/** The text of a page, and its snippets with what each prints. */
async function pageOf(path: string): Promise<{ path: string; text: string; snippets: Snippet[] }> {
  const text = await readFile(new URL(path, import.meta.url), "utf8");
  const snippets = [...text.matchAll(/```js\n(.*?)```\n\n```(?:text|csv|ics)\n(.*?)```/gs)].map(
    ([, code = "", output = ""]) => ({ code, output, title: code.split("\n").at(-2) ?? "" }),
  );
  return { path, text, snippets };
}

interface Snippet {
  readonly code: string;
  readonly output: string;
  readonly title: string;
}

const pages = await Promise.all(PAGES.map(pageOf));

/** Runs a snippet as the module that a reader would save, and returns what it prints. */
function run(code: string): string {
  const lines: string[] = [];
  const body = code.replaceAll(/^import (\{.*?\}) from "(.*?)";$/gms, "const $1 = modules['$2'];");
  // oxlint-disable-next-line typescript/no-implied-eval -- a snippet is code
  const snippet = new Function("modules", "console", body);
  snippet(MODULES, { log: (...values: unknown[]) => lines.push(`${format(...values)}\n`) });
  return lines.join("");
}

describe.each(pages)("the snippets of $path", ({ text, snippets }) => {
  test("are all found", () => {
    expect(snippets).toHaveLength(text.split("```js").length - 1);
    expect(snippets.length).toBeGreaterThan(4);
  });

  test.each(snippets)("print what the page says: $title", ({ code, output }) => {
    expect(run(code)).toBe(output);
  });
});
