import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { runAlmanac } from "./support/run-almanac.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** The commands of the README's terminal blocks, each with the output shown under it. */
function snippets(): readonly { readonly line: string; readonly shown: string }[] {
  return [...readme.matchAll(/^```console\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) =>
    block
      .split(/^\$ /m)
      .filter(Boolean)
      .map((text) => {
        const end = text.indexOf("\n");
        return { line: text.slice(0, end), shown: text.slice(end + 1) };
      }),
  );
}

describe("the README", () => {
  test("has snippets", () => {
    expect(snippets().length).toBeGreaterThan(8);
  });

  test.each(snippets())("$line", async ({ line, shown }) => {
    const [command, pipe] = line.split(" | ");
    const argv = (command ?? "").split(" ").slice(1);
    const { stdout, stderr } = await runAlmanac(argv);
    const count = Number(/^head -n (\d+)$/.exec(pipe ?? "")?.[1] ?? Infinity);
    const lines = `${stdout}${stderr}`.split("\n");
    const expected =
      count < lines.length ? `${lines.slice(0, count).join("\n")}\n` : lines.join("\n");
    expect(shown).toBe(expected);
  });
});
