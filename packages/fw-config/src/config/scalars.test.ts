import { expect, test } from "vitest";

import { commentSchema, interfaceNameSchema } from "./scalars.ts";

test.each([
  "all",
  "default",
  "lo",
  "bonding_masters",
  ".",
  "..",
  "a/b",
  "a".repeat(16),
  "constructor",
  "",
  "eth0 ",
])("no interface is called %j", (name) => {
  expect(interfaceNameSchema.safeParse(name).success).toBe(false);
});

test.each(["eth0", "lo0", "all-lan", "default.10", "br0"])("an interface is called %j", (name) => {
  expect(interfaceNameSchema.safeParse(name).success).toBe(true);
});

test.each([
  "a\u202Eb",
  "a\u2066b",
  "a\u200Bb",
  "👩\u200D🔧",
  "\u{E0041}",
  "a\uFEFFb",
  "x\uD800y",
  "a\u0085b",
  "a\u2028b",
])("no comment holds %j", (text) => {
  expect(commentSchema.safeParse(text).success).toBe(false);
});

test("a comment holds letters of any script and pictures of two units", () => {
  expect(commentSchema.safeParse('Büro 漢字 😀 "quoted" { } ; #').success).toBe(true);
});
