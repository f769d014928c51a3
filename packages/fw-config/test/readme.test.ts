import { readFileSync, writeFileSync } from "node:fs";
import { format } from "node:util";

import { expect, test } from "vitest";

import * as fwConfig from "../src/index.ts";

const file = new URL("../README.md", import.meta.url);
const readme = readFileSync(file, "utf8");
const pattern = /```js\n(?<code>.*?)```\n\n```text\n(?<output>.*?)```/gs;

/** Runs a snippet as the module that a reader would save, and returns what it prints. */
function run(code: string): string {
  const lines: string[] = [];
  const body = code.replaceAll(/^import (\{.*?\}) from "fw-config";$/gm, "const $1 = fwConfig;");
  // oxlint-disable-next-line typescript/no-implied-eval -- a snippet is code
  const snippet = new Function("fwConfig", "console", body);
  snippet(fwConfig, { log: (...values: unknown[]) => lines.push(`${format(...values)}\n`) });
  return lines.join("");
}

const snippets = [...readme.matchAll(pattern)].map(({ groups }) => groups?.["code"] ?? "");

test("every snippet prints what the README shows", () => {
  expect(snippets).toHaveLength(2);
  const printed = readme.replaceAll(
    pattern,
    (_all, code: string) => `\`\`\`js\n${code}\`\`\`\n\n\`\`\`text\n${run(code)}\`\`\``,
  );
  if (process.env["UPDATE_README"] === "1") writeFileSync(file, printed);
  expect(readFileSync(file, "utf8")).toBe(printed);
});

test("the ten lines are a configuration without findings", () => {
  const yaml = /```yaml\n(?<text>.*?)```/s.exec(readme)?.groups?.["text"] ?? "";
  expect(yaml.trimEnd().split("\n")).toHaveLength(10);
  expect(fwConfig.check(yaml).diagnostics).toStrictEqual([]);
  // The snippet that renders it has the same text.
  expect(readme).toContain(`const text = \`\n${yaml}\`;`);
});

test("the table of profiles is the profiles", () => {
  const rows = [...readme.matchAll(/^\| `(\w+)` \| (\d+) ms \|/gm)].map(([, name, ms]) => [
    name,
    Number(ms),
  ]);
  const profiles = Object.entries(fwConfig.profileTimers)
    .filter(([name]) => name !== "published")
    .map(([name, timers]) => [name, timers.advertIntervalMs]);
  expect(rows).toStrictEqual(profiles);
});
