import { expect, test } from "vitest";

import { check, diagnosticCodes } from "../src/index.ts";

/** The examples of the documentation, which a page a code shows. */
const pages = new URL("../../../docs/scripts/diagnostic-examples.mjs", import.meta.url).pathname;
const { SOUND, MISTAKES, mistaken } = (await import(pages)) as {
  readonly SOUND: string;
  readonly MISTAKES: readonly (readonly [code: string, ...edits: string[]])[];
  readonly mistaken: (mistake: readonly [code: string, ...edits: string[]]) => string;
};

test("the documentation has an example for every code, and for no other", () => {
  expect(MISTAKES.map(([code]) => code)).toStrictEqual(Object.keys(diagnosticCodes));
});

test.each(Object.entries(diagnosticCodes))("%s says how it is cured", (_code, entry) => {
  const { cure, explanation, title } = entry;
  expect(cure).toMatch(/^[a-z`].{5,}[^.]$/s);
  expect([explanation, title]).not.toContain(cure);
});

test.each(MISTAKES.map((mistake) => [mistake[0], mistake] as const))(
  "every finding of the example of %s has a hint",
  (_code, mistake) => {
    const { diagnostics } = check(mistaken(mistake));
    expect(diagnostics).not.toStrictEqual([]);
    expect(diagnostics.filter(({ hint }) => !/[^.]$/.test(hint))).toStrictEqual([]);
  },
);

test("what the examples begin with is sound", () => {
  expect(check(SOUND).diagnostics).toStrictEqual([]);
});

/** The text that the finding of an example points at, in one short line. */
function pointedAt(mistake: (typeof MISTAKES)[number]): string {
  const [code] = mistake;
  const text = mistaken(mistake);
  const range = check(text).diagnostics.find((found) => found.code === code)?.range;
  if (range === undefined) return `${code} has no place`;
  const { line, column } = range.start;
  const words = text.slice(range.start.offset, range.end.offset).split("\n", 1)[0] ?? "";
  return `${code} ${line}:${column} ${words.slice(0, 60)}`.trimEnd();
}

test("the example of each code has that finding, at its place", async () => {
  const places = MISTAKES.map((mistake) => `${pointedAt(mistake)}\n`).join("");
  expect(places).not.toContain("no place");
  await expect(places).toMatchFileSnapshot("golden/finding-places.txt");
});
