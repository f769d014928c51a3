import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { outputOf } from "./support/run-almanac.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "almanac-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function script(shell: string): Promise<string> {
  const file = join(folder, "_almanac");
  writeFileSync(file, await outputOf(`completion ${shell}`));
  return file;
}

function has(shell: string): boolean {
  return spawnSync(shell, ["--version"]).status === 0;
}

function shellOutput(shell: string, ...args: readonly string[]): readonly string[] {
  const { status, stdout, stderr } = spawnSync(shell, args, {
    encoding: "utf8",
    cwd: folder,
    // A bash whose input is a socket reads the settings of the user.
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (status !== 0) throw new Error(`${shell} ended with ${status}: ${stderr}`);
  return stdout.trim().split("\n");
}

/** What bash offers after the words, the last of which is being written. */
async function bashOffers(...words: readonly string[]): Promise<readonly string[]> {
  const file = await script("bash");
  return shellOutput(
    "bash",
    "-c",
    'source "$1"; shift; COMP_WORDS=(almanac "$@"); COMP_CWORD=$#; _almanac; printf "%s\\n" "${COMPREPLY[@]}"',
    "bash",
    file,
    ...words,
  );
}

describe("completion in bash", { timeout: 60_000 }, () => {
  test("offers the commands", async () => {
    expect(await bashOffers("")).toEqual(expect.arrayContaining(["day", "compare", "completion"]));
    expect(await bashOffers("co")).toEqual(["compare", "completion"]);
  });

  test("offers the options of the command and those of all", async () => {
    expect(await bashOffers("range", "--")).toEqual(
      expect.arrayContaining(["--csv", "--rule", "--help"]),
    );
    expect(await bashOffers("day", "--")).not.toContain("--csv");
  });

  test("offers the words of an option, of an argument, and files", async () => {
    writeFileSync(join(folder, "mine.svg"), "");
    expect(await bashOffers("day", "--rule", "n")).toEqual(["nearest"]);
    expect(await bashOffers("completion", "z")).toEqual(["zsh"]);
    expect(await bashOffers("plot", "-o", "mi")).toEqual(["mine.svg"]);
  });
});

// zsh and fish are not on every machine; where they are missing their scripts cannot be run.
describe.skipIf(!has("zsh"))("completion in zsh", { timeout: 60_000 }, () => {
  test("is a script that zsh accepts and registers", async () => {
    const file = await script("zsh");
    const lines = shellOutput(
      "zsh",
      "-f",
      "-c",
      'autoload -Uz compinit; compinit -u -D -d "$PWD/dump"; source "$1"; print -r -- $_comps[almanac]',
      "zsh",
      file,
    );
    expect(lines).toEqual(["_almanac"]);
  });
});

async function fishOffers(line: string): Promise<readonly string[]> {
  const file = await script("fish");
  const lines = shellOutput(
    "fish",
    "--no-config",
    "-c",
    "source $argv[1]; complete -C $argv[2]",
    file,
    line,
  );
  return lines.map((offer) => offer.split("\t")[0] ?? "");
}

describe.skipIf(!has("fish"))("completion in fish", { timeout: 60_000 }, () => {
  test("offers commands, options and words", async () => {
    expect(await fishOffers("almanac comp")).toEqual(["compare", "completion"]);
    expect(await fishOffers("almanac day --rule n")).toContain("nearest");
    expect(await fishOffers("almanac range --c")).toContain("--csv");
    expect(await fishOffers("almanac completion z")).toContain("zsh");
  });
});
