import { readdirSync, readFileSync } from "node:fs";

import { execa } from "execa";
import { expect, test } from "vitest";

import { findOnHost } from "../packages/requirements.ts";
import { shell, type ShellProgram, shellText } from "./shell.ts";

const folder = new URL(".", import.meta.url).pathname;
const files = readdirSync(folder).filter((file) => file.endsWith(".sh"));
const checker = await findOnHost("shellcheck", process.env);
if (checker === undefined) console.warn("skipped: shell programs: shellcheck is not installed");

test.skipIf(checker === undefined)("shellcheck finds nothing in any shell program", async () => {
  const { stdout } = await execa("shellcheck", ["--shell=sh", ...files], {
    cwd: folder,
    reject: false,
  });
  expect(stdout).toBe("");
});

test("a program is run with its arguments from $1 on", async () => {
  const [file, ...args] = shell("refuse", "no such thing");
  const { exitCode, stderr } = await execa(file, args, { reject: false });
  expect([exitCode, stderr]).toEqual([1, "no such thing"]);
});

test("what is said to shellcheck is not part of a program", () => {
  for (const file of files) {
    const name = file.replace(/\.sh$/, "") as ShellProgram;
    expect(shellText(name)).not.toContain("shellcheck");
  }
});

test("every shell program is a file here, none is a string of the source", () => {
  const source = new URL("..", import.meta.url).pathname;
  const written = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.test)\.ts$/.test(file) && file !== "guest/shell.ts")
    .filter((file) => /"(ba)?sh",\s*"-c"/.test(readFileSync(source + file, "utf8")));
  expect(written).toEqual([]);
});
