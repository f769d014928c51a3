// oxlint-disable-next-line typescript/triple-slash-reference -- the package's own code has no Node types
/// <reference types="node" />
import { readdir, readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { GENERATED } from "../scripts/data/index.ts";

const folder = new URL("../src/term/data/", import.meta.url);

test.each(Object.entries(GENERATED))("%s holds what its script makes", async (name, source) => {
  expect(source()).toBe(await readFile(new URL(name, folder), "utf8"));
});

test("every file of the folder is made by a script", async () => {
  expect((await readdir(folder)).toSorted()).toEqual(Object.keys(GENERATED).toSorted());
});
