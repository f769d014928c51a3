import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { HOSTILE, obeyedLines } from "toolkit/testing/hostile";
import { expect, it, vi } from "vitest";

import { progressView } from "../src/ui/progress.ts";
import { inFolder, SEED } from "./fw.ts";
import { recordedIo } from "./io.ts";

vi.setConfig({ testTimeout: 20_000 });

it.each([
  [[HOSTILE]],
  [["check", HOSTILE]],
  [["check", `--${HOSTILE}`]],
  [["check", "--format", HOSTILE]],
  [["check", "--profile", HOSTILE, "--json"]],
  [["status", "--lab", HOSTILE]],
  [["status", "--lab", HOSTILE, "--json"]],
  [["down", "--lab", HOSTILE, "--dry-run"]],
  [["render", "--config", SEED, "--host", HOSTILE]],
  [["render", "--config", SEED, "--diff", HOSTILE]],
  [["explain", HOSTILE, "--config", SEED]],
  [["explain", HOSTILE, "--config", SEED, "--json"]],
  [["explain", "tcp 192.0.2.1:1 > 192.0.2.2:2", "--config", SEED, "--node", HOSTILE]],
  [["matrix", "--config", SEED, "--from", HOSTILE]],
  [["power", HOSTILE, HOSTILE]],
  [["impair", "fw-1", "eth0", "--loss", HOSTILE]],
  [["drill", "--steps", HOSTILE, "--config", SEED, "--dry-run"]],
])("a terminal obeys nothing of what was typed: %j", async (argv) => {
  const { fw } = await inFolder();
  const { stdout, stderr } = await fw(...argv);
  expect(obeyedLines(stdout + stderr)).toEqual([]);
});

it.each([[[]], [["--json"]], [["--format", "sarif"]], [["--format", "github"]]])(
  "a terminal obeys nothing of a file's name or text: check %j",
  async (format) => {
    const { dir, fw } = await inFolder();
    const folder = join(dir, HOSTILE.replaceAll("/", ""));
    await mkdir(folder);
    const file = join(folder, "fw.config.yaml");
    const text = (await readFile(SEED, "utf8")).replace("vip:", `"${HOSTILE}":`);
    await writeFile(file, text);
    const seen = await fw("check", file, ...format);
    expect(seen.code).toBe(1);
    expect(obeyedLines(seen.stdout + seen.stderr)).toEqual([]);
  },
);

it("a terminal obeys nothing of a folder that files are compared with", async () => {
  const { dir, fw } = await inFolder();
  await fw("render", "--config", SEED, "-o", "out");
  const file = join(dir, "out/fw-1/etc/nftables.conf");
  await writeFile(file, `${HOSTILE}\n${await readFile(file, "utf8")}`);
  const seen = await fw("render", "--config", SEED, "--diff", "out");
  expect(seen.code).toBe(1);
  expect(obeyedLines(seen.stdout + seen.stderr)).toEqual([]);
});

it.each([false, true])("a terminal obeys nothing of a step's words (JSON: %s)", (json) => {
  const io = recordedIo("/");
  using view = progressView(io, json);
  view.sink({ type: "start", step: HOSTILE });
  view.sink({ type: "warning", step: HOSTILE, detail: HOSTILE, hint: HOSTILE });
  view.sink({ type: "done", step: HOSTILE, detail: HOSTILE, seconds: 1 });
  view.sink({ type: "failed", step: HOSTILE, detail: HOSTILE, seconds: 1 });
  expect(obeyedLines(io.written.stdout + io.written.stderr)).toEqual([]);
});
