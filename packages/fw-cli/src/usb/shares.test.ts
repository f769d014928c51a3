import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { type FakeDevice, writeUsbHost } from "../../test/usb-host.ts";
import { shell } from "../guest/shell.ts";

vi.setConfig({ testTimeout: 30_000 });
const soon = { timeout: 10_000 };

let root: string;
let ended: Promise<unknown>;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fw-usb-share-"));
});
afterEach(async () => {
  await rm(join(root, "note"), { force: true });
  await ended;
  await rm(root, { recursive: true });
});

const stick: FakeDevice = { port: "1-2", vendor: "0951", product: "1666" };

/** A program in place of usbredirect: says when it begins and when it is asked to end. */
const PROGRAM = `#!${process.execPath}
const say = (word) => require("node:fs").appendFileSync(__dirname + "/said", word + "\\n");
process.on("SIGINT", () => { say("ends"); process.exit(); });
say(process.argv.slice(2).join(" "));
setInterval(() => undefined, 1000);
`;
const STARTED = "--device 0951:1666 --as 127.0.0.1:24000\n";

async function share(): Promise<void> {
  const [note, pid, program] = ["note", "pid", "program"].map((name) => join(root, name));
  if (!note || !pid || !program) throw new TypeError("three paths");
  await writeFile(note, "");
  await writeFile(pid, String(process.pid));
  await writeFile(program, PROGRAM, { mode: 0o755 });
  const address = "127.0.0.1:24000";
  const [file, ...args] = shell("share-usb", note, pid, program, "0951:1666", address, root);
  await using log = await open(join(root, "log"), "a");
  const child = spawn(file, args, { stdio: ["ignore", log.fd, "inherit"] });
  ended = once(child, "exit");
}

/** Shows these devices in place of those that were there, in one step. */
async function show(...devices: readonly FakeDevice[]): Promise<void> {
  const next = await mkdtemp(join(root, "next-"));
  await writeUsbHost(next, devices);
  await mkdir(join(next, "sys"), { recursive: true });
  await rename(join(root, "sys"), join(next, "old")).catch(() => undefined);
  await rename(join(next, "sys"), join(root, "sys"));
}

const said = (name = "said"): Promise<string> => readFile(join(root, name), "utf8").catch(() => "");

it("shares a device until it is wanted no longer", async () => {
  await show(stick);
  await share();
  await expect.poll(said, soon).toBe(STARTED);
  await rm(join(root, "note"));
  await ended;
  expect(await said()).toBe(`${STARTED}ends\n`);
});

it("ends the program when the device is unplugged, which it may not notice, and starts it anew", async () => {
  await show(stick);
  await share();
  await expect.poll(said, soon).toBe(STARTED);
  await show();
  await expect.poll(said, soon).toBe(`${STARTED}ends\n${STARTED}`);
});

it("does not mind that another one alike is plugged in, and never takes that one instead", async () => {
  const other: FakeDevice = { ...stick, port: "2-1" };
  await show(stick);
  await share();
  await expect.poll(said, soon).toBe(STARTED);
  await show(stick, other);
  await sleep(1000);
  expect(await said()).toBe(STARTED);
  await show(other);
  await ended;
  expect(await said()).toBe(`${STARTED}ends\n`);
});

it("takes none of several alike", async () => {
  await show(stick, { ...stick, port: "1-3" });
  await share();
  await expect.poll(() => said("log"), soon).toContain("2 devices are called 0951:1666");
  expect(await said()).toBe("");
});
