import { spawn } from "node:child_process";
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { beforeEach, expect, onTestFinished, test, vi } from "vitest";

import { render } from "../src/index.ts";
import { exampleModel } from "./artifacts.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** A conntrackd that answers with the number of packets in a file, while there is one. */
const CONNTRACKD = `#!/bin/sh
[ -f "$DIRECTORY/received" ] || exit 1
echo "multicast traffic (active device=eth2):"
echo "   64 Bytes sent   828 Bytes recv"
echo "    4 Pckts sent   $(cat "$DIRECTORY/received") Pckts recv"
`;

/** Generous: the machine may be busy. */
const waiting = { timeout: 15_000, interval: 20 };

vi.setConfig({ testTimeout: 30_000 });

let directory: string;

/** The watcher with its directories moved, and a hundred times as quick. */
beforeEach(() => {
  directory = temporaryDirectory("fw-sync-watch-");
  const path = "/usr/local/lib/fw/sync-watch";
  const program = render(exampleModel("seed")).find((artifact) => artifact.path === path);
  const content = (program?.content ?? "")
    .replaceAll(/\/run\/fw-ha|\/var\/run/g, directory)
    .replace("sleep 0.5", "sleep 0.05");
  for (const [name, text] of [
    ["watch", content],
    ["conntrackd", CONNTRACKD],
  ] as const) {
    write(name, text);
    chmodSync(join(directory, name), 0o755);
  }
  write("notify", "");
  write("role", "backup\n");
});

function write(name: string, text: string): void {
  writeFileSync(join(directory, `${name}.new`), text);
  renameSync(join(directory, `${name}.new`), join(directory, name));
}

function read(name: string): string {
  const file = join(directory, name);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : "";
}

/** A conntrackd has just started: its socket is new, and it has heard so much. */
function startConntrackd(packets: number): void {
  write("conntrackd.ctl", "");
  write("received", `${packets}\n`);
}

function startWatch(): void {
  const PATH = `${directory}:${process.env["PATH"]}`;
  const child = spawn(join(directory, "watch"), {
    env: { PATH, DIRECTORY: directory },
    cwd: directory,
    stdio: "ignore",
  });
  onTestFinished(() => void child.kill("SIGKILL"));
}

/** The peer says something at every look. */
async function hearUntil(stale: string, from: number): Promise<void> {
  let packets = from;
  await vi.waitFor(() => {
    packets += 1;
    write("received", `${packets}\n`);
    expect(read("stale")).toBe(stale);
  }, waiting);
}

async function becomes(stale: string): Promise<void> {
  await vi.waitFor(() => expect(read("stale")).toBe(stale), waiting);
}

/** The notifications so far. In the test the FIFO is a file, where each replaces the last. */
function resyncs(): string {
  return read("notify");
}

test("copies are stale until a resync was asked for and has had time to arrive", async () => {
  startConntrackd(1);
  startWatch();
  await becomes("1");
  await hearUntil("0", 1);
  expect(resyncs()).toBe("RESYNC");
});

test("a peer that was never heard leaves the copies stale, however long one waits", async () => {
  startConntrackd(0);
  startWatch();
  await becomes("1");
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(read("stale")).toBe("1");
  write("notify", "");
  await hearUntil("0", 0);
  expect(resyncs()).toBe("RESYNC");
});

test("a silent peer makes a backup's copies stale, and its return asks again", async () => {
  startConntrackd(1);
  startWatch();
  await hearUntil("0", 1);
  await becomes("1");
  write("notify", "");
  await hearUntil("0", 100);
  expect(resyncs()).toBe("RESYNC");
});

test("a primary's connections are its own: silence and a dead conntrackd change nothing", async () => {
  write("role", "primary\n");
  startConntrackd(1);
  startWatch();
  await becomes("0");
  rmSync(join(directory, "received"));
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(read("stale")).toBe("0");
});

test("a conntrackd that was started again has lost what it knew, however quickly it came back", async () => {
  startConntrackd(1);
  startWatch();
  await hearUntil("0", 1);
  write("notify", "");
  startConntrackd(200);
  await vi.waitFor(() => expect(resyncs()).toBe("RESYNC"), waiting);
  await hearUntil("0", 200);
});

test("a conntrackd that does not answer makes a backup stale", async () => {
  startConntrackd(1);
  startWatch();
  await hearUntil("0", 1);
  rmSync(join(directory, "received"));
  await vi.waitFor(() => expect(read("stale")).toBe("1"), waiting);
});
