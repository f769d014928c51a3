import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, closeSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

import { HOSTILE, obeyedLines } from "toolkit/testing/hostile";
import { expect, onTestFinished, test } from "vitest";

import { runAlmanac } from "./support/run-almanac.ts";

test.each([
  [[HOSTILE]],
  [["day", HOSTILE]],
  [["day", "--json", HOSTILE]],
  [["day", "--zone", HOSTILE]],
  [["board", HOSTILE]],
  [["board", HOSTILE, "--json"]],
  [["plot", "2021", "-o", `/nowhere/${HOSTILE}`]],
  [["day", "--config", HOSTILE]],
])("a terminal obeys nothing of what was typed: %j", async (argv) => {
  const { stdout, stderr } = await runAlmanac(argv);
  expect(stderr).not.toBe("");
  expect(obeyedLines(stdout + stderr)).toEqual([]);
});

test.each([[{ [HOSTILE]: 1 }], [{ zone: HOSTILE }], [{ rule: HOSTILE }], [{ zone: [HOSTILE] }]])(
  "a terminal obeys nothing of a config file: %j",
  async (config) => {
    const dir = mkdtempSync(join(tmpdir(), "almanac-"));
    onTestFinished(() => rmSync(dir, { recursive: true }));
    writeFileSync(join(dir, "c.json"), JSON.stringify(config));
    const { stderr } = await runAlmanac(["day", "--config", "c.json"], { cwd: dir });
    expect(obeyedLines(stderr)).toEqual([]);
  },
);

test.each([
  [["day"]],
  [["day", "--json"]],
  [["range", "2021-01-01", "2022-12-31"]],
  [["plot", "2021"]],
  [["ical", "2021-01-01", "2021-02-01"]],
  [["--help"]],
])("output that has no room is told once, with the cure: %j", { timeout: 60_000 }, async (argv) => {
  const bin = fileURLToPath(new URL("../bin.js", import.meta.url));
  const full = openSync("/dev/full", "w");
  onTestFinished(() => closeSync(full));
  const child = spawn(process.execPath, [bin, ...argv], { stdio: ["ignore", full, "pipe"] });
  const closed = once(child, "close");
  const said = child.stderr === null ? "" : await text(child.stderr);
  expect(said).toBe(
    "almanac: cannot write standard output: ENOSPC: no space left on device, write\n" +
      "  → free some space where the output goes, or send it elsewhere\n",
  );
  expect(await closed).toEqual([1, null]);
});
