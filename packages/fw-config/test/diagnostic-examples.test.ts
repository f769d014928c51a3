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

test("what the examples begin with is sound", () => {
  expect(check(SOUND).diagnostics).toStrictEqual([]);
});

test.each(MISTAKES.map((mistake) => ({ code: mistake[0], mistake })))(
  "the example of $code has that finding, at a place",
  ({ code, mistake }) => {
    const found = check(mistaken(mistake)).diagnostics.filter((each) => each.code === code);
    expect(found[0]).toMatchObject({ code, range: expect.anything() });
  },
);
