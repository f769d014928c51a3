import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

const script = new URL("../scripts/descriptions.mjs", import.meta.url).href;
const file = new URL("../src/config/descriptions.generated.ts", import.meta.url);

test(
  "the descriptions are what the script makes of the doc comments",
  { timeout: 60_000 },
  async () => {
    const { descriptionsSource } = (await import(script)) as { descriptionsSource: () => string };
    expect(descriptionsSource()).toBe(await readFile(file, "utf8"));
  },
);
