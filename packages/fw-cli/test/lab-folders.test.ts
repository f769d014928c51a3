import { chmodSync, existsSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { beforeEach, describe, expect, it, onTestFinished } from "vitest";

import { run } from "../src/run.ts";
import type { Seen } from "./fw.ts";
import { recordedIo } from "./io.ts";

const isRoot = process.getuid?.() === 0;
const SOMEBODY = 60_998;

let dir: string;
let labs: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-folders-"));
  labs = join(dir, "state", "labs");
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
});

async function fw(...argv: readonly string[]): Promise<Seen> {
  const io = recordedIo(dir, { HOME: dir, FW_STATE_DIR: labs, XDG_CACHE_HOME: join(dir, "cache") });
  const code = await run(argv, io);
  return { code, ...io.written };
}

function write(path: string, text = "kept\n"): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, text);
  return path;
}

describe("a name that would lead out of the folder of labs", () => {
  it.each(["../../precious", "..", ".", "", "/", "a/b", "\u001b[31m", "Ä", "a".repeat(40)])(
    "is refused by every command, and nothing is removed: %j",
    async (name) => {
      const precious = write(join(dir, "precious", "nodes", "fw-1", "disk.qcow2"));
      const lab = write(join(labs, "seed", "nodes", "fw-1", "disk.qcow2"));
      for (const command of [["down", "--purge"], ["down"], ["status"], ["logs"]]) {
        const { code, stderr } = await fw(...command, "--lab", name);
        expect({ code, stderr }).toMatchObject({ code: 2 });
        expect(stderr).toContain(`${JSON.stringify(name)} is no name of a lab`);
        expect(stderr).not.toContain("\u001b");
      }
      expect(existsSync(precious)).toBe(true);
      expect(existsSync(lab)).toBe(true);
    },
  );
});

describe("down --purge", () => {
  it("removes what fw has made, and leaves what it has not, by name", async () => {
    const made = ["nodes/fw-1/disk.qcow2", "nodes/fw-1/console.log", "nodes/image.json"];
    for (const path of made) write(join(labs, "seed", path));
    const foreign = [
      write(join(labs, "seed", "artifacts", "notes.txt")),
      write(join(labs, "seed", "nodes", "fw-1", "mine.txt")),
      write(join(labs, "seed", "thesis.odt")),
    ];
    const { code, stdout } = await fw("down", "--purge", "--lab", "seed");
    expect(code).toBe(0);
    expect(made.filter((path) => existsSync(join(labs, "seed", path)))).toEqual([]);
    for (const path of foreign) {
      expect(existsSync(path)).toBe(true);
      expect(stdout).toContain(`left in place, for fw did not make it: ${path}\n`);
    }
  });

  it("removes the folders too when nothing else is in them", async () => {
    write(join(labs, "seed", "nodes", "fw-1", "disk.qcow2"));
    expect((await fw("down", "--purge", "--lab", "seed")).stdout).toBe("lab seed was not up\n");
    expect(await readdir(labs)).toEqual([]);
  });

  it("does not follow a link to the files of another place", async () => {
    const target = write(join(dir, "elsewhere", "nodes", "fw-1", "disk.qcow2"));
    mkdirSync(labs, { recursive: true, mode: 0o700 });
    symlinkSync(join(dir, "elsewhere"), join(labs, "seed"));
    const { code, stderr } = await fw("down", "--purge", "--lab", "seed");
    expect(code).toBe(1);
    expect(stderr).toContain(`${join(labs, "seed")} is a symbolic link`);
    expect(stderr).toContain("FW_STATE_DIR");

    await rm(join(labs, "seed"));
    mkdirSync(join(labs, "seed"), { mode: 0o700 });
    symlinkSync(join(dir, "elsewhere", "nodes"), join(labs, "seed", "nodes"));
    expect((await fw("down", "--purge", "--lab", "seed")).code).toBe(1);
    expect(existsSync(target)).toBe(true);
  });
});

/** A state that would have the program enter and end another process. */
const forged = JSON.stringify({
  namespace: { holder: { pid: process.pid, startTime: 0 }, user: false },
});

describe("a folder that somebody else could have filled", () => {
  it.each(["labs", "labs/evil", "labs/evil/nodes"])(
    "is not read when others may write to it: %s",
    async (part) => {
      write(join(labs, "evil", "nodes", "image.json"), "{}");
      write(join(labs, "evil", "state.json"), forged);
      const open = join(dir, "state", part);
      chmodSync(open, 0o770);
      for (const command of [["status"], ["down"], ["down", "--purge"]]) {
        const { code, stderr } = await fw(...command, "--lab", "evil");
        expect({ code, stderr }).toMatchObject({ code: 1 });
        expect(stderr).toContain(`others may write to ${open} (mode 0770)`);
        expect(stderr).toContain(`chmod go-w ${open}`);
      }
      expect(existsSync(join(labs, "evil", "state.json"))).toBe(true);
    },
  );

  it.skipIf(!isRoot).each(["labs", "labs/evil", "labs/evil/state.json"])(
    "is not read when it is another user's, who is named: %s",
    async (part) => {
      write(join(labs, "evil", "state.json"), forged);
      const theirs = join(dir, "state", part);
      await chown(theirs, SOMEBODY, SOMEBODY);
      for (const command of [["status"], ["down", "--purge"], ["status", "--lab", "evil"]]) {
        const { code, stderr } = await fw(...command);
        expect({ code, stderr }).toMatchObject({ code: 1 });
        expect(stderr).toContain(
          `${theirs} belongs to the user with the number ${SOMEBODY}, and you are root`,
        );
      }
    },
  );

  it("is not read through a state that is a link or a pipe", async () => {
    const state = join(labs, "evil", "state.json");
    mkdirSync(dirname(state), { recursive: true, mode: 0o700 });
    symlinkSync(write(join(dir, "forged.json"), forged), state);
    expect((await fw("status", "--lab", "evil")).stderr).toContain(`${state} is a symbolic link`);
    await rm(state);
    mkdirSync(state);
    expect((await fw("status", "--lab", "evil")).stderr).toContain(`${state} is no regular file`);
  });

  it("is no cache either", async () => {
    const images = join(dir, "cache", "fw-cli", "images");
    mkdirSync(images, { recursive: true, mode: 0o755 });
    expect((await fw("image", "list")).code).toBe(0);
    chmodSync(images, 0o777);
    const { code, stderr } = await fw("image", "list");
    expect(code).toBe(1);
    expect(stderr).toContain(`others may write to ${images} (mode 0777)`);
    expect(stderr).toContain("XDG_CACHE_HOME");
    if (!isRoot) return;
    chmodSync(images, 0o755);
    await chown(images, SOMEBODY, SOMEBODY);
    expect((await fw("image", "prune")).stderr).toContain(`${images} belongs to`);
  });
});

describe("render -o", () => {
  const seed = new URL("../../../fw.config.yaml", import.meta.url).pathname;

  it("does not write through links that lie in its folder", async () => {
    const out = join(dir, "out");
    const stolen = join(dir, "stolen");
    mkdirSync(join(out, "fw-1"), { recursive: true });
    mkdirSync(stolen);
    symlinkSync(stolen, join(out, "fw-1", "etc"));
    const folder = await fw("render", "-c", seed, "-o", out);
    expect(folder.code).toBe(1);
    expect(folder.stderr).toContain(`${join(out, "fw-1", "etc")} is a symbolic link`);

    await rm(join(out, "fw-1", "etc"));
    mkdirSync(join(out, "fw-1", "etc"));
    symlinkSync(join(stolen, "hosts"), join(out, "fw-1", "etc", "hosts"));
    const file = await fw("render", "-c", seed, "-o", out);
    expect(file.stderr).toContain(`${join(out, "fw-1", "etc", "hosts")} is a symbolic link`);
    expect(await readdir(stolen)).toEqual([]);
    expect(lstatSync(join(out, "fw-1", "etc", "hosts")).isSymbolicLink()).toBe(true);
  });

  it("ends with what the kernel says where nothing can be made", async () => {
    const { code, stderr } = await fw("render", "-c", seed, "-o", "/proc/x");
    expect(code).toBe(1);
    expect(stderr).toContain("/proc/x");
  });
});
