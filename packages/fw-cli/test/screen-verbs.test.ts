import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { check } from "fw-config";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";

import { makePictureFile, takePicture } from "../src/drivers/qemu/screen.ts";
import { identifyProcess } from "../src/host/process-identity.ts";
import { labPaths, type LabPaths } from "../src/lab/paths.ts";
import { type Machines, writeState } from "../src/lab/state.ts";
import { run } from "../src/run.ts";
import { GREETING, type Script, serve } from "./fakes/json-server.ts";
import { SEED, type Seen } from "./fw.ts";
import { recordedIo } from "./io.ts";

/** As much of a PNG as is looked at: its signature, and a header with 640 by 400 pixels. */
const PNG = Buffer.from("89504e470d0a1a0a0000000d494844520000028000000190", "hex");

const qemu: Machines = {
  driver: "qemu",
  accel: "tcg",
  accelReason: "for the test",
  images: { base: { id: "aa", disk: "/d", kernel: "/k", initrd: "/i" } },
};

let dir: string;
let paths: LabPaths;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "fw-screen-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  paths = labPaths({ env: { FW_STATE_DIR: dir }, cwd: "/" }, "lab");
  await lab(qemu);
});

/** A lab that is up as far as anybody can see; its client has a screen, fw-1 has none. */
async function lab(machines: Machines): Promise<void> {
  const text = await readFile(SEED, "utf8");
  const { model } = check(text, { profile: "tcg" });
  if (model === undefined) throw new Error("the seed config does not resolve");
  const { vm: plain } = model.nodes.find(({ name }) => name === "fw-1") ?? {};
  const spice = { heads: 1, videoMemoryMiB: 16 } as never;
  const nodes = model.nodes.map((node) => {
    const { vm: _, ...rest } = node;
    if (plain === undefined || node.vm === undefined) return rest;
    const { spice: __, ...bare } = plain;
    return { ...rest, vm: node.name === "client" ? { ...bare, spice } : bare };
  });
  await mkdir(paths.dir, { recursive: true, mode: 0o700 });
  await writeState(paths, {
    version: 1,
    name: "lab",
    configFile: SEED,
    configText: text,
    model: { ...model, nodes },
    machines,
    scope: "lab",
    namespace: { holder: (await identifyProcess(process.pid)) as never, user: true },
    phase: "up",
    startedAt: new Date().toISOString(),
  });
}

/** A qemu of the client that notes what it is asked, and gives `picture` as its screen. */
async function client(picture = PNG, status = "running"): Promise<readonly object[]> {
  const asked: object[] = [];
  const { dir: own, qmp, picture: file } = paths.node("client");
  await mkdir(own, { recursive: true, mode: 0o700 });
  await makePictureFile(file, undefined);
  const answer: Script["answer"] = (line, socket) => {
    const {
      execute,
      arguments: args,
      id,
    } = JSON.parse(line) as {
      execute: string;
      arguments?: object;
      id: number;
    };
    const reply = execute === "query-status" ? { status } : {};
    const send = (): void => void socket.write(`${JSON.stringify({ id, return: reply })}\n`);
    if (args !== undefined) asked.push(args);
    if (execute !== "screendump") send();
    else void writeFile(file, picture).then(send);
    return undefined;
  };
  const server = await serve(qmp, { greeting: GREETING, answer });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return asked;
}

async function fw(...argv: readonly string[]): Promise<Seen> {
  const io = recordedIo(dir, { FW_STATE_DIR: dir, HOME: dir });
  const code = await run(argv, io);
  return { code, ...io.written };
}

describe("fw screenshot", () => {
  it("writes the picture into a file of the user's alone, and keeps none of it", async () => {
    const asked = await client();
    const seen = await fw("screenshot", "client", "-o", "a.png");
    expect(seen).toMatchObject({ code: 0, stdout: expect.stringContaining("640×400") });
    expect(asked).toEqual([{ filename: "/dev/fd/5", format: "png" }]);
    expect(await readFile(join(dir, "a.png"))).toEqual(PNG);
    expect((await stat(join(dir, "a.png"))).mode & 0o777).toBe(0o600);
    expect((await stat(paths.node("client").picture)).size).toBe(0);
  });

  it("replaces a file in one step, and names it after the machine without -o", async () => {
    await client();
    await writeFile(join(dir, "client.png"), "old");
    const { stdout } = await fw("screenshot", "client", "--json");
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      node: "client",
      file: join(dir, "client.png"),
      width: 640,
      height: 400,
      bytes: PNG.length,
    });
    expect(await readFile(join(dir, "client.png"))).toEqual(PNG);
    expect((await readdir(dir)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("writes to standard output on -o -, and no JSON beside it", async () => {
    await client();
    const seen = await fw("screenshot", "client", "-o", "-");
    expect(seen.code).toBe(0);
    expect(seen.stdout).toContain("IHDR");
    expect(await fw("screenshot", "client", "-o", "-", "--json")).toMatchObject({ code: 2 });
  });

  it("leaves nothing behind in a folder that is not there", async () => {
    await client();
    const seen = await fw("screenshot", "client", "-o", "nowhere/a.png");
    expect(seen).toMatchObject({ code: 1, stderr: expect.stringContaining("ENOENT") });
  });

  it("takes nothing for a picture that is none", async () => {
    await client(Buffer.from("a sector of somebody's disk"));
    const seen = await fw("screenshot", "client", "-o", "a.png");
    expect(seen).toMatchObject({ code: 1, stderr: expect.stringContaining("no picture") });
    expect(await readdir(dir)).not.toContain("a.png");
  });

  it("reads no file that is larger than any screen", async () => {
    await client();
    const { picture } = paths.node("client");
    await writeFile(picture, PNG);
    await truncate(picture, 65 * 1024 ** 2);
    const machine = { talk: (ask: (qmp: object) => unknown) => ask({ execute: async () => ({}) }) };
    await expect(takePicture("client", machine as never, picture)).rejects.toMatchObject({
      code: "E_QEMU",
    });
  });
});

describe("fw type and fw key", () => {
  const keys = (...names: readonly string[]): object => ({
    keys: names.map((data) => ({ type: "qcode", data })),
    "hold-time": expect.any(Number),
  });

  it("press what a keyboard of the US layout has it on", async () => {
    const asked = await client();
    expect(await fw("type", "client", "A-", "--enter")).toMatchObject({ code: 0 });
    expect(await fw("key", "client", "ctrl-alt-f2", "Escape")).toMatchObject({ code: 0 });
    expect(asked).toEqual([
      keys("shift", "a"),
      keys("minus"),
      keys("ret"),
      keys("ctrl", "alt", "f2"),
      keys("esc"),
    ]);
  });

  it("press nothing at all when one of the keys is none", async () => {
    const asked = await client();
    expect(await fw("type", "client", "ls ě")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("U+011B"),
    });
    expect(await fw("key", "client", "enter", "ctrl-altt-f2")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("did you mean alt?"),
    });
    expect(asked).toEqual([]);
  });

  it("say in a dry run what they would press", async () => {
    const asked = await client();
    const { stdout } = await fw("key", "client", "ctrl-c", "--dry-run", "--json");
    expect(JSON.parse(stdout)).toEqual({ version: 1, node: "client", keys: ["ctrl-c"] });
    expect((await fw("type", "client", "abc", "--dry-run")).stdout).toContain("would press 3 keys");
    expect(asked).toEqual([]);
  });

  it("press nothing on a machine that is paused", async () => {
    await client(PNG, "paused");
    expect(await fw("type", "client", "x")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("fw power client resume"),
    });
  });
});

const verbs: readonly (readonly [string, ...string[]])[] = [
  ["screenshot"],
  ["type", "x"],
  ["key", "x"],
  ["view"],
];

describe.each(verbs)("fw %s", (verb, ...args) => {
  it("says that the machine is off", async () => {
    expect(await fw(verb, "client", ...args)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("switch it on: fw power client on"),
    });
  });

  it("says that the config gives the machine no screen, and how to give it one", async () => {
    const { code, stdout } = await fw(verb, "fw-1", ...args, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      error: {
        code: "E_SCREEN",
        message: expect.stringContaining("fw-1 has no screen"),
        hint: expect.stringContaining('or "desktop: true", to firewall.members.fw-1.vm in'),
      },
    });
  });

  it("says that a namespace has none", async () => {
    await lab({ driver: "netns" });
    expect(await fw(verb, "client", ...args)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/client is a namespace[^]*--driver qemu/),
    });
  });
});
