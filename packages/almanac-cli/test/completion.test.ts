import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { hasShell, offers } from "toolkit/testing/shells";
import { expect, onTestFinished, test, vi } from "vitest";

import { outputOf } from "./support/run-almanac.ts";

vi.setConfig({ testTimeout: 60_000 });

/** What a shell offers for a line that is being typed beside a file `mine.svg`. */
async function offered(shell: "bash" | "zsh" | "fish", line: string): Promise<readonly string[]> {
  const cwd = mkdtempSync(join(tmpdir(), "almanac-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const script = join(cwd, "_almanac");
  writeFileSync(script, await outputOf(`completion ${shell}`));
  writeFileSync(join(cwd, "mine.svg"), "");
  return offers(shell, { program: "almanac", script, line, cwd });
}

// zsh and fish are not on every machine; where they are missing their scripts cannot be run.
const shells = (["bash", "zsh", "fish"] as const).filter(hasShell);

const cases = [
  ["almanac comple", "completion"],
  ["almanac range --cs", "--csv"],
  ["almanac day --rule n", "nearest"],
  ["almanac --rule nearest day --rul", "--rule"],
  ["almanac completion z", "zsh"],
  ["almanac plot -o mi", "mine.svg"],
] as const;

test.each(shells.flatMap((shell) => cases.map((words) => [shell, ...words] as const)))(
  "%s completes %s to %s",
  async (shell, line, word) => {
    expect(await offered(shell, line)).toContain(word);
  },
);

test("a command is offered the options of all commands, and none of another's", async () => {
  expect(await offered("bash", "almanac range --")).toEqual(
    expect.arrayContaining(["--csv", "--rule", "--help"]),
  );
  expect(await offered("bash", "almanac day --")).not.toContain("--csv");
});
