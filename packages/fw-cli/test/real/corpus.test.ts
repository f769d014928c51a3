import { check } from "fw-config";
import { describe, expect, it, vi } from "vitest";

import { large, newcomers, situations } from "../../../fw-config/test/corpus/corpus.ts";
import { complaints, obstacle } from "./examples.ts";

vi.setConfig({ testTimeout: 300_000 });

if (obstacle !== undefined) console.warn(`skipped: the corpus before the daemons: ${obstacle}`);

const legal = [...situations, ...large, ...newcomers].flatMap(({ name, text }) => {
  const { model } = check(text);
  return model === undefined ? [] : [{ name, model }];
});

it("most situations can be written", () => {
  expect(legal.length).toBeGreaterThan(20);
});

describe.skipIf(obstacle !== undefined)("the programs that read the files", () => {
  it.each(legal)("accept every file of $name", async ({ model }) => {
    expect(await complaints(model)).toEqual([]);
  });
});
