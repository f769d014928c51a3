import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";

import { logFiles } from "./capped-log.ts";
import {
  createNamespace,
  destroyNamespace,
  type Lifetime,
  type Namespace,
  namespaceCommand,
  runInside,
  spawnInside,
} from "./namespace.ts";
import { identifyProcess, isAlive, type ProcessIdentity } from "./process-identity.ts";
import { childrenOf } from "./process-tree.ts";

const isRoot = process.getuid?.() === 0;
let namespace: Namespace | undefined;

afterEach(async () => {
  if (namespace) await destroyNamespace(namespace);
  namespace = undefined;
});

describe.each([
  ["as root", false],
  ["in a user namespace", true],
] as const)("%s", (_, user) => {
  it.skipIf(!user && !isRoot)(
    "a namespace has a network of its own, and takes everything with it",
    async () => {
      namespace = await createNamespace(user, "lasting");
      expect(await isAlive(namespace.holder)).toBe(true);
      await runInside(
        namespace,
        ["ip", "-batch", "-"],
        "link add br0 type bridge\naddr add 192.168.0.3/24 dev br0\n",
      );
      expect(await runInside(namespace, ["ip", "-br", "addr"])).toContain("192.168.0.3/24");
      expect(existsSync("/sys/class/net/br0")).toBe(false);

      const child = await spawnInside(namespace, ["sleep", "300"], "/dev/null");
      expect(await runInside(namespace, ["ps", "ax", "-o", "args"])).toContain("sleep 300");
      await destroyNamespace(namespace);
      expect(await isAlive(namespace.holder)).toBe(false);
      await expect.poll(() => child.exitCode ?? child.signalCode).not.toBeNull();
    },
  );
});

it("a namespace ends with a stopped program in it, whose nsenter has stopped outside", async () => {
  namespace = await createNamespace(true, "lasting");
  const nsenter = await spawnInside(namespace, ["sleep", "300"], "/dev/null");
  const [program = 0] = await vi.waitUntil(async () => {
    const programs = await childrenOf(nsenter.pid ?? 0);
    return programs.length > 0 && programs;
  });
  process.kill(program, "SIGSTOP");
  await expect
    .poll(() => readFileSync(`/proc/${nsenter.pid}/stat`, "utf8"))
    .toContain("(nsenter) T");
  await destroyNamespace(namespace);
  expect(await isAlive(namespace.holder)).toBe(false);
});

/** The process 1 of a namespace that a shell makes, after that shell was killed. */
async function orphan(user: boolean, lifetime: Lifetime, told = true): Promise<ProcessIdentity> {
  const argv = ["sh", ...namespaceCommand(user, lifetime)];
  const program = spawn("sh", ["-c", 'exec 3<&0; "$@" <&3 3<&- & exec 3<&-; wait', ...argv], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  await once(program.stdout, "data");
  if (told) program.stdin.end("stay\n");
  const holder = await identifyProcess(childOf(childOf(program.pid ?? 0)));
  if (holder === undefined) throw new Error("nothing holds the namespace");
  program.kill("SIGKILL");
  await once(program, "exit");
  program.stdin.destroy();
  return holder;
}

function childOf(pid: number): number {
  return Number.parseInt(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8"), 10);
}

describe.each(isRoot ? [false, true] : [true])("in a user namespace: %s", (user) => {
  it("a namespace made for a program ends with it, however the program ends", async () => {
    const { holder } = (namespace = { holder: await orphan(user, "with-program"), user });
    await expect.poll(() => isAlive(holder)).toBe(false);
  });

  it("a namespace that may stay ends with its program until it is told to stay", async () => {
    const { holder } = (namespace = { holder: await orphan(user, "lasting", false), user });
    await expect.poll(() => isAlive(holder)).toBe(false);
  });

  it("a namespace that was told to stay outlives its program", async () => {
    namespace = { holder: await orphan(user, "lasting"), user };
    await sleep(100);
    expect(await isAlive(namespace.holder)).toBe(true);
  });
});

it("fw keeps the newest part of what a program in a namespace writes, however much that is", async () => {
  const dir = await mkdtemp(join(tmpdir(), "fw-flood-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  const log = join(dir, "log");
  namespace = await createNamespace(true, "lasting");
  const flood = "seq 1 3000000; seq 1 3000000 >&2; echo the end";
  await once(await spawnInside(namespace, ["sh", "-c", flood], log), "exit");
  const sizes = await Promise.all(logFiles(log).map(async (file) => (await stat(file)).size));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(4 * 1024 ** 2);
  expect(await readFile(log, "utf8")).toMatch(/\n3000000\nthe end\n$/);
});

it("fw reports what the kernel or a namespace's command says", async () => {
  namespace = await createNamespace(!isRoot, "lasting");
  await expect(runInside(namespace, ["ip", "link", "set", "absent", "up"])).rejects.toMatchObject({
    code: "E_NAMESPACE",
    message: expect.stringContaining('Cannot find device "absent"'),
  });
});
