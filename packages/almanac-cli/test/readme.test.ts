import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { runAlmanac } from "./support/run-almanac.ts";

/** The commands of a README's terminal blocks, each with the output shown under it. */
function snippetsOf(file: string): readonly { readonly line: string; readonly shown: string }[] {
  const readme = readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
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

describe.each(["README.md", "README.vi.md"])("%s", (file) => {
  const snippets = snippetsOf(file);

  test("has snippets", () => {
    expect(snippets.length).toBeGreaterThan(8);
  });

  test.each(snippets)("$line", async ({ line, shown }) => {
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
