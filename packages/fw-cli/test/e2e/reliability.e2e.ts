import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { childrenOf } from "../../src/host/process-tree.ts";
import { BIN, fw, fwOk, type FwResult, startFw } from "./fw.ts";
import { netnsObstacle, yes } from "./netns-obstacle.ts";
import { SEED_CONFIG } from "./seed-config.ts";

const REPOSITORY = new URL("../../../../", import.meta.url).pathname;

const isRoot = process.getuid?.() === 0;
const obstacle = isRoot ? await netnsObstacle() : "only root can fill a file system";

const up = ["up", "--driver", "netns", ...yes, "--config", SEED_CONFIG];

/** Command lines of the processes that were started with this word in their environment. */
async function processesWith(word: string): Promise<readonly string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const read = (pid: string, file: string): Promise<string> =>
    readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "");
  const found = await Promise.all(
    pids.map(async (pid) =>
      (await read(pid, "environ")).includes(word) ? [await read(pid, "cmdline")] : [],
    ),
  );
  return found.flat().map((words) => words.replaceAll("\0", " "));
}

describe.skipIf(obstacle !== "")(`worse days${obstacle && ` (${obstacle})`}`, () => {
  let dir: string;
  let state: string;
  let env: Record<string, string>;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "fw-worse-"));
    state = join(dir, "state");
    env = { FW_STATE_DIR: state };
  });
  afterEach(async () => {
    await fw(["down", "--purge", "--lab", "omarine-lab"], env);
    await execa("umount", ["--recursive", state], { reject: false });
    await rm(dir, { recursive: true, force: true });
  });

  /** Resolves in the moment in which `up` has begun the program that makes the namespaces. */
  async function unsharing(pid: number): Promise<void> {
    for (;;) {
      const children = await childrenOf(pid);
      const words = children.map((child) => readFile(`/proc/${child}/cmdline`, "utf8"));
      const begun = await Promise.all(words).catch(() => []);
      if (begun.some((line) => line.startsWith("unshare"))) return;
      await sleep(1);
    }
  }

  test("an up that is killed between the namespaces and the state leaves nothing", async () => {
    for (let trial = 0; trial < 12; trial += 1) {
      const { child, result } = startFw(up, env);
      await Promise.race([unsharing(child.pid ?? 0), result]);
      // The first moments after it: 0 to 11 ms.
      await sleep(trial);
      child.kill("SIGKILL");
      await result;
      const known = await readFile(join(state, "omarine-lab", "state.json")).catch(() => undefined);
      // What has been written down is what the next command ends.
      if (known !== undefined) await fwOk(["down", "--lab", "omarine-lab"], env);
      await vi.waitFor(async () => expect(await processesWith(state)).toEqual([]), 5_000);
    }
  });

  /** Puts the state on a small file system, starts a lab there, spoils it and ends the lab. */
  async function downOn(spoil: readonly [string, ...string[]]): Promise<FwResult> {
    await mkdir(state);
    await execa("mount", ["-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", state]);
    await fwOk(up, env);
    const [file, ...args] = spoil;
    await execa(file, args, { reject: false });
    const started = performance.now();
    const result = await fw(["down"], env);
    expect(performance.now() - started).toBeLessThan(40_000);
    await vi.waitFor(async () => expect(await processesWith(state)).toEqual([]), 5_000);
    return result;
  }

  test("down ends a lab although the disk of its state is full", async () => {
    const result = await downOn(["dd", "if=/dev/zero", `of=${join(state, "full")}`, "bs=4k"]);
    expect(result).toMatchObject({ exitCode: 0 });
    expect(await readdir(state)).toEqual(["full", "omarine-lab"]);
    expect(await readdir(join(state, "omarine-lab"))).toEqual(["nodes"]);
  });

  test("down ends a lab although its state is read-only, and says that its files are there", async () => {
    // The file system itself cannot become so while a lab writes its logs.
    const bind = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1"';
    const result = await downOn(["sh", "-c", bind, "sh", state]);
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain("EROFS");
    await execa("umount", [state]);
    await fwOk(["down", "--lab", "omarine-lab"], env);
  });

  test("a node without sockets needs no short path; others are refused before anything is made", async () => {
    env = { FW_STATE_DIR: join(state, "x".repeat(120)) };
    const refused = await fw(["up", ...yes, "--config", SEED_CONFIG], env);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("is too long for a socket");
    expect(await processesWith(state)).toEqual([]);
    await fwOk(up, env);
    await fwOk(["down"], env);
    expect(await processesWith(state)).toEqual([]);
  });

  test("root and the user are told whose lab it is", async () => {
    await fwOk(up, env);
    await execa("chmod", ["755", dir, state]);
    const user = ["--reuid=60997", "--regid=60997", "--clear-groups"];
    // The repository may be in root's home, which nobody else may enter.
    const readable =
      'mount --bind "$1" /mnt; node=$2; file=$3; shift 3; exec "$@" "$node" "/mnt/$file" down';
    const words = [REPOSITORY, process.execPath, BIN.slice(REPOSITORY.length), "setpriv", ...user];
    const asUser = await execa("unshare", ["--mount", "sh", "-ec", readable, "sh", ...words], {
      env,
      cwd: "/",
      reject: false,
    });
    expect(asUser.exitCode).toBe(1);
    expect(asUser.stderr).toContain(`${state} belongs to root, and you are the user`);
    expect(asUser.stderr).toContain("run fw with sudo");
    await fwOk(["down"], env);
  });

  test("a killed image build leaves none of its commands running", async () => {
    await mkdir(state);
    const runLogged = new URL("../../dist/image/run-logged.js", import.meta.url).href;
    const script = `const { runLogged } = await import(${JSON.stringify(runLogged)});
      await runLogged({ file: "sh", args: ["-c", "sleep 300 & sleep 300"], cwd: "/",
        env: process.env, signal: new AbortController().signal, log: process.env.FW_STATE_DIR + "/log" });`;
    const builder = spawn(process.execPath, ["--input-type=module", "-e", script], {
      env: { ...process.env, ...env },
    });
    const sleepers = async (): Promise<number> =>
      (await processesWith(state)).filter((words) => words.startsWith("sleep 300")).length;
    await vi.waitFor(async () => expect(await sleepers()).toBe(2), 10_000);
    builder.kill("SIGKILL");
    await once(builder, "exit");
    await vi.waitFor(async () => expect(await processesWith(state)).toEqual([]), 15_000);
  });
});
