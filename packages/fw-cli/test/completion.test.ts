import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { execa, execaSync } from "execa";
import { describe, expect, it } from "vitest";

import { inFolder } from "./fw.ts";

const cases = [
  ["fw che", "check"],
  ["fw image bu", "build"],
  ["fw check --format s", "sarif"],
  ["fw render --prof", "--profile"],
  ["fw completion z", "zsh"],
  ["fw power fw-1 pau", "pause"],
  ["fw kill primary con", "conntrackd"],
  ["fw restart backup nf", "nftables"],
  ["fw reload backup sys", "systemd-networkd"],
  ["fw power --lab image fw-1 pau", "pause"],
] as const;

function lacks(shell: string): boolean {
  const absent =
    execaSync(shell, ["-c", "true"], { reject: false, stdin: "ignore" }).exitCode !== 0;
  if (absent) console.warn(`skipped: completion in ${shell}: it is not installed`);
  return absent;
}

async function scriptFor(shell: string): Promise<string> {
  const { dir, fw } = await inFolder();
  const { code, stdout } = await fw("completion", shell);
  expect(code).toBe(0);
  const file = join(dir, `fw.${shell}`);
  await writeFile(file, stdout);
  return file;
}

const BASH = `. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _fw; echo "\${COMPREPLY[*]}"`;

describe.skipIf(lacks("bash"))("in bash", () => {
  it.each(cases)("%s is completed to %s", async (line, expected) => {
    const file = await scriptFor("bash");
    const argv = ["--norc", "-c", BASH, "bash", file, ...line.split(" ")];
    expect((await execa("bash", argv, { stdin: "ignore" })).stdout).toBe(expected);
  });
});

describe.skipIf(lacks("fish"))("in fish", () => {
  it.each(cases)("%s is completed to %s", async (line, expected) => {
    const file = await scriptFor("fish");
    const script = `source ${file}; complete -C '${line}'`;
    const { stdout } = await execa("fish", ["--no-config", "-c", script]);
    expect(stdout.split("\n").map((row) => row.split("\t")[0])).toEqual([expected]);
  });
});

/** A terminal in which each line is typed, completed, and run by an `fw` that prints its words. */
const ZSH = `zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1=; autoload -Uz compinit; compinit -u -D; source $1; fw() print -r -- \\"got:\\$*:\\"; echo READY"
zpty -r z out '*READY*READY*'
zpty -w -n z "$2"$'\\t\\n'
zpty -r z out '*got:*:*'
print -r -- "\${\${out##*got:}%%:*}"
zpty -d z`;

describe.skipIf(lacks("zsh"))("in zsh", () => {
  it.each(cases)("%s is completed to %s", async (line, expected) => {
    const file = await scriptFor("zsh");
    const { stdout } = await execa("zsh", ["-f", "-c", ZSH, "zsh", file, line], {
      timeout: 20_000,
    });
    expect(stdout.trim().split(" ").at(-1)).toBe(expected);
  });
});
