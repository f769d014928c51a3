import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Argument, Command, Option } from "@commander-js/extra-typings";
import { describe, expect, onTestFinished, test, vi } from "vitest";

import { completionScript, type Shell, SHELLS } from "../src/completion/script.ts";
import { hasShell, offers } from "../testing/shells.ts";

vi.setConfig({ testTimeout: 30_000 });

/** A program with all that a completion may meet; `echo` stands for a program that knows words. */
function program(): Command {
  const tea = new Command("tea").option("--kettle <file>", "which kettle");
  tea.configureHelp({ showGlobalOptions: true });
  tea
    .command("brew")
    .description("make: it's [hot] tea\\coffee")
    .addArgument(new Argument("<kind>").choices(["green", "black"] as const))
    .argument("[cup]", "which")
    .addOption(new Option("--milk <much>", "how much").choices(["none", "some"] as const))
    .option("-m, --minutes <number>", "how long");
  const shelf = tea.command("shelf").description("what is there");
  shelf.command("list").option("--csv", "as a table");
  shelf.command("label").argument("<tin>", "which").argument("<text>", "its words");
  tea.command("read").argument("[file]", "a recipe");
  tea.command("__secret", { hidden: true });
  return tea;
}

const sources = {
  options: { "--minutes": ["three", "five"] },
  args: {
    tin: { fixed: ["left"], call: "echo right", ofFirst: false },
    text: { fixed: [], call: "echo", ofFirst: true },
  },
};

/** A folder with a recipe, and the script. */
function kitchen(shell: Shell): { readonly cwd: string; readonly script: string } {
  const cwd = mkdtempSync(join(tmpdir(), "toolkit-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  const script = join(cwd, `tea.${shell}`);
  writeFileSync(script, completionScript(program(), shell, sources));
  writeFileSync(join(cwd, "recipe one"), "");
  return { cwd, script };
}

const cases: readonly (readonly [line: string, expected: string])[] = [
  ["tea br", "brew"],
  ["tea shelf la", "label"],
  ["tea shelf list --c", "--csv"],
  ["tea brew g", "green"],
  ["tea brew --milk s", "some"],
  ["tea brew green --mil", "--milk"],
  ["tea brew -m th", "three"],
  ["tea brew --milk none bl", "black"],
  ["tea --kettle brew she", "shelf"],
  ["tea brew --ket", "--kettle"],
  ["tea shelf label le", "left"],
  ["tea shelf label ri", "right"],
  ["tea shelf label left le", "left"],
  ["tea shelf label --kettle x right ri", "right"],
  ["tea read re", "recipe one"],
  ["tea brew --kettle re", "recipe one"],
];

describe.each(SHELLS)("%s", (shell) => {
  test.skipIf(!hasShell(shell)).each(cases)("completes %s to %s", (line, expected) => {
    const { cwd, script } = kitchen(shell);
    const offered = offers(shell, { program: "tea", script, line, cwd });
    // zsh runs the line, and its last word is told without what is before a space.
    const told = shell === "zsh" ? expected.split(" ").at(-1) : expected;
    expect(offered.map((word) => word.replaceAll("\\", ""))).toEqual([told]);
  });
});

test("a shell's own words are not offered where others belong", () => {
  const { cwd, script } = kitchen("bash");
  const offered = (line: string): readonly string[] =>
    offers("bash", { program: "tea", script, line, cwd });
  expect(offered("tea ")).toEqual(["brew", "shelf", "read"]);
  expect(offered("tea brew green ")).toEqual([]);
  expect(offered("tea shelf ")).toEqual(["list", "label"]);
});
