import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, rm, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { execa } from "execa";
import { describe, expect, it, onTestFinished, vi } from "vitest";

import { BIN } from "./e2e/fw.ts";
import { SEED } from "./fw.ts";

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** The file descriptors or kinds of pipe for standard output and error. */
type Streams = readonly [out: number | "pipe", err: number | "pipe"];

function start(argv: readonly string[], streams: Streams = ["pipe", "pipe"]): ChildProcess {
  const child = spawn(process.execPath, [BIN, ...argv], { stdio: ["ignore", ...streams] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function end(child: ChildProcess): Promise<{ code: unknown; signal: unknown; said: string }> {
  const closed = once(child, "close");
  const said = child.stderr === null ? "" : await text(child.stderr);
  const [code, signal]: unknown[] = await closed;
  return { code, signal, said };
}

describe("a command that only reads and computes", () => {
  /** A pipe in a folder, which a reader of it opens only when a writer does, and the other way round. */
  async function fifo(): Promise<string> {
    const dir = await mkdtemp(join(tmpdir(), "fw-process-"));
    onTestFinished(() => rm(dir, { recursive: true }));
    const path = join(dir, "config.yaml");
    await execa("mkfifo", [path]);
    return path;
  }

  it.each(["SIGINT", "SIGTERM"] as const)("ends at the first %s while it reads", async (signal) => {
    const path = await fifo();
    const child = start(["check", path]);
    const ended = end(child);
    await using _ = await open(path, "w");
    child.kill(signal);
    expect(await ended).toEqual({ code: null, signal, said: "" });
  });

  it.each([["check"], ["render", "-c"], ["matrix", "-c"]])(
    "ends at the first SIGINT while it computes: %s",
    async (...argv) => {
      const path = await fifo();
      const child = start([...argv, path]);
      const ended = end(child);
      const rules = Array.from(
        { length: 20_000 },
        (_, port) => `    - { from: client-side, to: server-side, services: [tcp/${port + 1}] }\n`,
      );
      const seed = await readFile(SEED, "utf8");
      const large = seed.replace(/^( *)rules:.*\n/m, (line) => `${line}${rules.join("")}`);
      expect(large.length).toBeGreaterThan(1_000_000);
      const pipe = await open(path, "w");
      await pipe.writeFile(large);
      await pipe.close();
      child.kill("SIGINT");
      expect(await ended).toEqual({ code: null, signal: "SIGINT", said: "" });
    },
  );
});

it("a command that has something to put in order does so at the first SIGINT, and ends with 130", async () => {
  const child = start(["check", "--real", SEED]);
  const { stderr } = child;
  if (stderr === null) throw new Error("no progress to read");
  const begun = once(stderr, "readable");
  const closed = once(child, "close");
  await begun;
  expect(String(stderr.read())).toContain("… real checkers");
  child.kill("SIGINT");
  expect(await text(stderr)).toMatch(/^✗ real checkers \(interrupted\) .*\nfw: interrupted\n$/);
  expect(await closed).toEqual([130, null]);
});

/** Commands that print, each in a way of its own. */
const printing = [
  [["check", SEED], 0],
  [["check", "--json", SEED], 0],
  [["render", "--config", SEED, "--json"], 0],
  [["explain", "tcp 192.168.2.4:40000 > 192.168.0.3:22", "--config", SEED], 0],
  [["explain", "timing", "--config", SEED], 0],
  [["matrix", "--config", SEED], 0],
  [["completion", "bash"], 0],
  [["status", "--json", "--lab", "no-such-lab"], 1],
  [["check", "--help"], 0],
] as const;

describe.each(printing)("fw %j", (argv, usual) => {
  it("says in one line that its output has no room, and ends with 1", async () => {
    await using full = await open("/dev/full", "w");
    const { code, said } = await end(start(argv, [full.fd, "pipe"]));
    const reports = said.split("\n").filter((line) => line.includes("cannot write"));
    expect(reports).toEqual([
      "fw: cannot write standard output: ENOSPC: no space left on device, write",
    ]);
    expect(said).toContain("free some space where the output goes");
    expect(said).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });

  it("is quiet when nobody reads on", async () => {
    const child = start(argv);
    child.stdout?.destroy();
    const { code, said } = await end(child);
    expect(said).toMatch(usual === 0 ? /^$/ : /^fw: lab .*\n.*\n$/);
    expect(code).toBe(usual);
  });
});

it("what cannot be said on standard error makes the end 1 at least, and no crash", async () => {
  await using full = await open("/dev/full", "w");
  expect(await end(start(["status", "--lab", "no-such-lab"], ["pipe", full.fd]))).toMatchObject({
    code: 1,
  });
  expect(await end(start(["no-such-command"], ["pipe", full.fd]))).toMatchObject({ code: 2 });
});
