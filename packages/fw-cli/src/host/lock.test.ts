import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { acquireLock } from "./lock.ts";
import { identifyProcess } from "./process-identity.ts";

let dir: string;
let path: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-lock-"));
  path = join(dir, "labs", "seed.lock");
});
afterEach(() => rm(dir, { recursive: true }));

it("a lock is held by one process at a time, and is free again afterwards", async () => {
  {
    await using _ = await acquireLock(path, "lab seed");
    await expect(acquireLock(path, "lab seed")).rejects.toMatchObject({
      code: "E_LAB_BUSY",
      message: `lab seed is being changed by process ${process.pid}`,
    });
  }
  await (await acquireLock(path, "lab seed"))[Symbol.asyncDispose]();
  expect(await readdir(join(dir, "labs"))).toEqual([]);
});

it("a lock is taken over from a process that is gone, or whose number another one has", async () => {
  const self = await identifyProcess(process.pid);
  const stale = [
    JSON.stringify({ pid: 2 ** 22 + 1, startTime: 1 }),
    JSON.stringify({ pid: process.pid, startTime: (self?.startTime ?? 0) + 1 }),
    "",
  ];
  for (const owner of stale) {
    await (await acquireLock(path, "lab seed"))[Symbol.asyncDispose]();
    await writeFile(path, owner);
    await (await acquireLock(path, "lab seed"))[Symbol.asyncDispose]();
  }
  expect(await readdir(join(dir, "labs"))).toEqual([]);
});
