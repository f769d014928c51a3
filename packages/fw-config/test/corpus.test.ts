import { expect, test, vi } from "vitest";

import { check, formatDiagnostic } from "../src/index.ts";
import { large, newcomers, situations, type CorpusCase } from "./corpus/corpus.ts";

vi.setConfig({ testTimeout: 120_000 });

function findings({ name, title, text }: CorpusCase): string {
  const { diagnostics } = check(text, { file: name });
  const said = diagnostics.map((found) => formatDiagnostic(found, text)).join("\n\n");
  const outcome = said === "" ? "No finding." : `\`\`\`text\n${said}\n\`\`\``;
  return `### ${name}\n\n${title}\n\n${outcome}\n`;
}

const chapters = [
  ["What administrators ask for", situations],
  ["Many sides", large],
  ["What newcomers write", newcomers],
] as const;

test("what is said about configurations of other people's wording", async () => {
  const page = chapters.flatMap(([title, cases]) => [`## ${title}\n`, ...cases.map(findings)]);
  await expect(["# Findings of the corpus\n", ...page].join("\n")).toMatchFileSnapshot(
    "corpus/findings.md",
  );
});

test("every finding of the corpus has a cure, and no error is without its place", () => {
  for (const { text } of [...situations, ...newcomers]) {
    for (const { hint, range } of check(text).diagnostics) {
      expect(hint).toMatch(/\w/);
      expect(range).toBeDefined();
    }
  }
});
