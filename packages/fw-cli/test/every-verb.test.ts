import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";

import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { describe, expect, it, vi } from "vitest";

import { createProgram } from "../src/cli/program.ts";
import { inFolder, SEED } from "./fw.ts";
import { recordedIo } from "./io.ts";

vi.setConfig({ testTimeout: 60_000 });

/** A verb as it is called, with any value for each argument that it needs. */
interface Verb {
  readonly words: readonly string[];
  readonly args: readonly string[];
  readonly options: readonly string[];
}

function verbsOf(command: CommandUnknownOpts, words: readonly string[] = []): readonly Verb[] {
  const own = command.commands.filter((child) => !child.name().startsWith("_"));
  if (own.length > 0) return own.flatMap((child) => verbsOf(child, [...words, child.name()]));
  const args = command.registeredArguments
    .filter(({ required }) => required)
    .map(({ argChoices }) => argChoices?.[0] ?? "any");
  return [{ words, args, options: command.options.map(({ long }) => long ?? "") }];
}

const verbs = verbsOf(createProgram(recordedIo("/")).command);
const having = (...options: readonly string[]): readonly (readonly [string, Verb])[] =>
  verbs
    .filter((verb) => options.every((option) => verb.options.includes(option)))
    .map((verb) => [verb.words.join(" "), verb] as const);

/** An error as the terminal and a program see it. */
function expectError(
  { code, stdout, stderr }: { code: number; stdout: string; stderr: string },
  json: boolean,
  exitCode: number,
): void {
  expect(stderr).toMatch(/^fw: .+$/m);
  expect(stderr).toMatch(/^ {2}→ .+$/m);
  expect(stderr).not.toMatch(/undefined|\[object|^\s+at /m);
  expect(code).toBe(exitCode);
  if (!json) return;
  const { version, error } = JSON.parse(stdout) as { version: unknown; error: object };
  const { place = "--", value = "", ...others }: { place?: unknown; value?: unknown } = error;
  expect(version).toBe(1);
  expect([place, value]).toEqual([expect.stringMatching(/./), expect.any(String)]);
  expect(others).toEqual({
    code: expect.stringMatching(/^E_[A-Z_]+$/),
    message: expect.stringMatching(/./),
    hint: expect.stringMatching(/./),
  });
}

it("the program declares verbs, and each is tested here", () => {
  expect(verbs.length).toBeGreaterThan(25);
  expect(having("--json").length).toBeGreaterThan(20);
});

describe.each([false, true])("with JSON: %s", (json) => {
  const flags = json ? ["--json"] : [];
  const walked = json ? having("--json") : having();

  it.each(walked)(
    "fw %s refuses an unknown option, and says where to look",
    async (_, { words }) => {
      const { fw } = await inFolder();
      const seen = await fw(...words, "--no-such-option", ...flags);
      expectError(seen, json, 2);
      expect(seen.stderr).toContain("'--no-such-option'");
      expect(seen.stderr).toContain(`see: fw ${words.join(" ")} --help`);
    },
  );

  it.each(walked.filter(([, { args }]) => args.length > 0))(
    "fw %s reports a missing argument",
    async (_, { words }) => {
      const { fw } = await inFolder();
      const seen = await fw(...words, ...flags);
      expectError(seen, json, 2);
      expect(seen.stderr).toContain("missing required argument");
    },
  );

  it.each(having("--config", ...flags))(
    "fw %s reports a config that does not exist",
    async (_, verb) => {
      const { dir, fw } = await inFolder();
      const seen = await fw(...verb.words, ...verb.args, "--config", "nowhere.yaml", ...flags);
      expectError(seen, json, 2);
      expect(seen.stderr).toContain(join(dir, "nowhere.yaml"));
    },
  );

  it.each(having("--config", ...flags))(
    "fw %s reports a config that is a folder",
    async (_, verb) => {
      const { dir, fw } = await inFolder();
      await mkdir(join(dir, "folder"));
      const seen = await fw(...verb.words, ...verb.args, "--config", "folder", ...flags);
      expectError(seen, json, 2);
      expect(seen.stderr).toContain("it is a folder");
    },
  );

  it.each(having("--lab", ...flags).filter(([name]) => name !== "down"))(
    "fw %s reports that the lab is not up",
    async (_, verb) => {
      const { dir, fw } = await inFolder();
      await copyFile(SEED, join(dir, "fw.config.yaml"));
      // Valid words for what is looked at before the lab is.
      const more = verb.words[0] === "impair" ? ["--loss", "5"] : [];
      const seen = await fw(...verb.words, ...flags, "--lab", "nope", ...more, ...verb.args);
      expectError(seen, json, 1);
      expect(seen.stderr).toContain("lab nope is not up");
    },
  );
});

it.each([
  ["init", "--dry-run"],
  ["check"],
  ["render"],
  ["graph"],
  ["list"],
  ["matrix"],
  ["explain", "timing"],
  ["explain", "tcp 192.168.2.4:40000 > 192.168.0.3:22"],
  ["image", "list"],
  ["usb", "list"],
  ["image", "prune", "--dry-run"],
  ["image", "verify"],
  ["image", "build", "--dry-run"],
  ["up", "--dry-run"],
  ["down", "--dry-run"],
  ["down"],
  ["prove", "--dry-run"],
  ["drill", "--dry-run"],
  ["doctor", "--install", "--dry-run"],
])("a document of fw %s %s has its version first", async (...words) => {
  const { dir, fw } = await inFolder();
  await copyFile(SEED, join(dir, "fw.config.yaml"));
  const { code, stdout } = await fw(...words.filter(Boolean), "--json");
  expect(code).toBe(0);
  expect(Object.keys(JSON.parse(stdout) as object)[0]).toBe("version");
});
