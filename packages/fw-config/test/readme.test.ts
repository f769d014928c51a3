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

/** The blocks of YAML in a page. */
function yamlBlocks(page: string): readonly string[] {
  return [...page.matchAll(/```yaml\n(?<text>.*?)```/gs)].map(
    ({ groups }) => groups?.["text"] ?? "",
  );
}

const guides = new URL("../../../docs/fw-config/", import.meta.url);
const office = readFileSync(new URL("office.txt", guides), "utf8");

test("the ten lines are a configuration without findings", () => {
  expect(office.trimEnd().split("\n")).toHaveLength(10);
  expect(fwConfig.check(office).diagnostics).toStrictEqual([]);
});

test("the README shows the ten lines of the guide, and renders them", () => {
  expect(yamlBlocks(readme)[0]).toBe(office);
  expect(readme).toContain(`const text = \`\n${office}\`;`);
});

test("the line more of the guide fits below the ten, with the route that it needs", () => {
  const [more = "", route = ""] = yamlBlocks(
    readFileSync(new URL("first-pair.md", guides), "utf8"),
  );
  const routed = office.replace("firewall:\n", `firewall:\n${route}`);
  expect(routed).not.toBe(office);
  expect(fwConfig.check(office + more).diagnostics.map(({ code }) => code)).toStrictEqual([
    "FW106",
  ]);
  const { model, diagnostics } = fwConfig.check(routed + more);
  expect(diagnostics).toStrictEqual([]);
  expect(model?.sourceNat).toHaveLength(1);
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
