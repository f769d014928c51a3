import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { execa } from "execa";
import { afterEach, beforeEach, expect, it } from "vitest";

import { CAPPED_LOG, olderLog, withCappedLog } from "./capped-log.ts";

let dir: string;
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), "fw-capped-"))));
afterEach(() => rm(dir, { recursive: true }));

/** Runs a shell script that writes to the log. */
async function write(script: string, log: string, most?: number): Promise<string> {
  const [file, ...args] = withCappedLog(["sh", "-c", script], log, most);
  return (await execa(file, args, { timeout: 30_000 })).stdout;
}

it("a capped log keeps all of a short output, and leaves the program's own output alone", async () => {
  const log = join(dir, "it's $(a) log");
  expect(await write(`echo hello >${CAPPED_LOG}; echo elsewhere`, log)).toBe("elsewhere");
  expect(await readFile(log, "utf8")).toBe("hello\n");
  await write(`echo again >${CAPPED_LOG}`, log);
  expect(await readFile(log, "utf8")).toBe("hello\nagain\n");
  expect(await readdir(dir)).toHaveLength(1);
});

it("a capped log keeps the newest part of a long output", async () => {
  const log = join(dir, "log");
  await write(`seq 1 300000 >${CAPPED_LOG}`, log, 100_000);
  const text = (await readFile(olderLog(log), "utf8")) + (await readFile(log, "utf8"));
  expect(text.endsWith("\n299999\n300000\n")).toBe(true);
  expect((await stat(olderLog(log))).size).toBe(100_000);
  expect((await stat(log)).size).toBeLessThan(100_000);
});

it("a capped log shows each word at once", async () => {
  const log = join(dir, "log");
  const [file, ...args] = withCappedLog(["sh", "-c", `echo now >${CAPPED_LOG}; read -r _`], log);
  const running = execa(file, args, { stdin: "pipe" });
  await expect.poll(() => readFile(log, "utf8").catch(() => "")).toBe("now\n");
  running.stdin.end("\n");
  await running;
});

it("a program goes on when its capped log cannot be written", async () => {
  expect(await write(`yes | head -c 1000000 >${CAPPED_LOG}; echo done`, "/dev/full")).toBe("done");
  const gone = join(dir, "no such folder", "log");
  expect(await write(`yes | head -c 1000000 >${CAPPED_LOG}; echo done`, gone)).toBe("done");
});
