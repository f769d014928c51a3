import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { parse, stringify } from "yaml";

import { usbAttachCommand, usbDetachCommand, usbListCommand } from "../../src/commands/usb.ts";
import type { Context } from "../../src/context.ts";
import { capture } from "../../src/drivers/capture.ts";
import type { LabImage } from "../../src/lab/disks.ts";
import { imageOf } from "../../src/lab/node-images.ts";
import { never } from "../../src/wait-until.ts";
import { headlessSeed } from "../headless-seed.mjs";
import { recordedIo } from "../io.ts";
import { makeQemuLab, type QemuLab } from "./qemu-lab.ts";
import { type EmulatedDevice, startUsbExporter, type UsbExporter } from "./usb-exporter.ts";

const obstacle = inject("obstacle");

/** Qemu's sticks are all called so. */
const STICK = "46f4:0001";
const stick: EmulatedDevice = [
  "usb-storage",
  { id: "stick", drive: "stick", serial: "STICK42", port: "1" },
];
/** Just like it but for its serial number; plugged in only where a test says so. */
const spare: EmulatedDevice = [
  "usb-storage",
  { id: "spare", drive: "spare", serial: "SPARE43", port: "2" },
];
const TABLET = "0627:0001";
const tablet: EmulatedDevice = ["usb-tablet", { id: "tablet", port: "3" }];
/** Which the config does not allow. */
const DRAWING = "056a:0000";
const drawing: EmulatedDevice = ["usb-wacom-tablet", { id: "drawing", port: "4" }];
/** An ordinary user's path often lacks the folders of these programs. */
const SBIN = { PATH: `${process.env["PATH"]}:/usr/sbin:/sbin` };
const READ = "příliš žluťoučký kůň 漢";

function config(): string {
  const seed = parse(headlessSeed());
  const vm = { desktop: true, usb: { slots: 1, allow: [STICK, TABLET] } };
  return stringify({ ...seed, hosts: { ...seed.hosts, client: { ...seed.hosts.client, vm } } });
}

describe.skipIf(obstacle !== "")(`USB devices${obstacle && ` (${obstacle})`}`, () => {
  let dir: string;
  let lab: QemuLab;
  let exporter: UsbExporter;
  let next: Promise<UsbExporter | undefined> = Promise.resolve(undefined);

  const disk = (name: string): string => join(dir, `${name}.img`);
  /** Starts a host with a stick that has this disk. */
  const startExporter = (name: string): Promise<UsbExporter> => {
    const { machines, namespace } = lab.lab.state;
    if (machines.driver !== "qemu") throw new TypeError("the lab has no machines");
    const image: LabImage = imageOf(machines.images, "desktop");
    const disks = { stick: disk(name), ...(name === "stick" && { spare: disk("spare") }) };
    return startUsbExporter(namespace, image, disks, [stick, tablet, drawing]);
  };
  /** Runs a command on the exporter's devices; returns what it tells programs. */
  const usb = async (run: (context: Context) => Promise<void>): Promise<unknown> => {
    const io = recordedIo(dir, { ...lab.env, PATH: process.env["PATH"] ?? "" });
    await run({ io, json: true, dryRun: false, config: undefined, lab: undefined });
    return JSON.parse(io.written.stdout);
  };
  const attach = (device: string): Promise<unknown> =>
    usb((context) => usbAttachCommand(context, "client", device, exporter.host));
  const refused = (device: string): Promise<unknown> =>
    attach(device).then(
      () => "attached",
      (error: unknown) => error,
    );
  const detach = (device: string, force = false): Promise<unknown> =>
    usb((context) => usbDetachCommand(context, "client", device, { force }, exporter.host));
  const listed = async (): Promise<readonly Record<string, unknown>[]> => {
    const said = await usb((context) => usbListCommand(context, "client", exporter.host));
    return (said as { readonly devices: readonly Record<string, unknown>[] }).devices;
  };
  /** Runs a shell program in the client, which must succeed. */
  const inClient = async (script: string): Promise<string> => {
    const ran = await capture(lab.driver, "client", ["sh", "-ec", script], never);
    if (ran.exitCode !== 0) throw new Error(`${script}: ${ran.stderr}`);
    return ran.stdout;
  };
  /** Waits until the client has the stick, mounts it, and reads what the test has put there. */
  const readMounted = (): Promise<string> =>
    inClient(`mkdir -p /mnt/stick
      for _ in $(seq 200); do
        for disk in /dev/sd?; do
          mount $disk /mnt/stick 2>/dev/null || continue
          exec cat /mnt/stick/read
        done
        sleep 0.1
      done
      exit 1`);
  /** Which devices the machine has, by their serial numbers. */
  const attachedNow = async (): Promise<readonly unknown[]> => {
    const devices = await listed();
    const own = devices.filter(({ attachedTo }) => attachedTo === "client");
    return own.map(({ serial, gone }) => (gone === true ? "gone" : serial));
  };
  /** Waits until the host's kernel has the stick. */
  const hostHas = async (serial: string): Promise<void> => {
    await exporter.run(`cd /sys/block
      for _ in $(seq 200); do
        grep -qsx ${serial} sd*/device/../../../../serial && exit
        sleep 0.1
      done
      exit 1`);
  };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "fw-usb-"));
    const files = join(dir, "files");
    await mkdir(files);
    await writeFile(join(files, "read"), READ);
    for (const name of ["stick", "spare", "next"]) {
      await writeFile(disk(name), "");
      await truncate(disk(name), 16 * 1024 ** 2);
      await execa("mke2fs", ["-q", "-t", "ext4", "-d", files, disk(name)], { env: SBIN });
    }
    lab = await makeQemuLab(config());
    await Promise.all([
      startExporter("stick").then((started) => (exporter = started)),
      lab.driver.start("client").then(() => lab.driver.waitForCommands("client", never)),
    ]);
    await inClient("modprobe usb_storage delay_use=0");
  });
  afterAll(async () => {
    const other = await next.catch(() => undefined);
    for (const host of [exporter, other]) await host?.[Symbol.asyncDispose]();
    await lab.dispose();
    await rm(dir, { recursive: true, force: true });
  });

  test("the list has what the host has, and which of it the machine may have", async () => {
    await exporter.look();
    const all = await listed();
    expect(
      all.map(({ device, serial, kind, drivers, attachedTo, allowed }) => ({
        device,
        serial,
        kind,
        drivers,
        attachedTo,
        allowed,
      })),
    ).toEqual([
      {
        device: TABLET,
        serial: expect.any(String) as string,
        kind: "keyboard, mouse or the like",
        drivers: ["usbhid"],
        attachedTo: null,
        allowed: true,
      },
      {
        device: DRAWING,
        serial: expect.any(String) as string,
        kind: "keyboard, mouse or the like",
        drivers: ["usbhid"],
        attachedTo: null,
        allowed: false,
      },
      {
        device: STICK,
        serial: "STICK42",
        kind: "mass storage",
        drivers: ["usb-storage"],
        attachedTo: null,
        allowed: true,
      },
    ]);
  });

  test("a device that the config does not allow is refused", async () => {
    expect(await refused(DRAWING)).toMatchObject({
      code: "E_USB",
      place: "DEVICE",
      value: DRAWING,
      message: `the config allows client other devices only, not ${DRAWING}`,
      hint: expect.stringContaining(`usb: { allow: ["${DRAWING}"] }`) as string,
    });
  });

  test("a stick that its host has mounted is refused", async () => {
    await exporter.run("mkdir -p /tmp/stick; mount /dev/sda /tmp/stick");
    await exporter.look();
    expect(await refused("STICK42")).toMatchObject({
      code: "E_USB",
      place: "DEVICE",
      value: "STICK42",
      message: `${STICK} is in use on this host: mounted at /tmp/stick`,
      hint: 'unmount it first: umount "/tmp/stick"',
    });
    await exporter.run("umount /tmp/stick");
  });

  test("one of two sticks alike is refused", async () => {
    await exporter.plug(spare);
    await hostHas("SPARE43");
    await exporter.look();
    expect(await refused("SPARE43")).toMatchObject({
      code: "E_USB",
      place: "DEVICE",
      message: `usbredirect cannot tell the devices called ${STICK} apart: 2-1, 2-2`,
      hint: expect.stringContaining("fw view client") as string,
    });
    await exporter.unplug("spare");
    await exporter.look();
  });

  test("the machine's own filter refuses what is not what it seemed, and fw says so", async () => {
    exporter.swap(DRAWING);
    expect(await refused("STICK42")).toMatchObject({
      code: "E_USB",
      place: "DEVICE",
      value: "STICK42",
      message: `the machine of client refuses the device: Device ${DRAWING} rejected by device filter`,
      hint: expect.stringContaining("fw usb list client") as string,
    });
    exporter.swap(undefined);
    expect(await attachedNow()).toEqual([]);
  });

  test("fw says that a device has gone since it was looked at", async () => {
    await exporter.unplug("stick");
    expect(await refused("STICK42")).toMatchObject({
      code: "E_USB",
      place: "DEVICE",
      message: expect.stringMatching(
        /^usbredirect does not offer 46f4:0001 to client:\n.*Failed to open device/s,
      ) as string,
      hint: expect.stringContaining("fw usb list") as string,
    });
    await exporter.look();
    expect(await refused("STICK42")).toMatchObject({ code: "E_USAGE", exitCode: 2 });
    await exporter.plug(stick);
    await hostHas("STICK42");
    await exporter.look();
  });

  test("an attached stick is mounted and read by the machine", async () => {
    expect(await attach("STICK42")).toMatchObject({
      node: "client",
      changed: true,
      usb: { device: STICK, serial: "STICK42" },
    });
    expect(await readMounted()).toBe(READ);
    expect(await inClient("cat /sys/bus/usb/devices/*/serial")).toContain("STICK42");
    expect(await attachedNow()).toEqual(["STICK42"]);
    expect(await attach("STICK42")).toMatchObject({ changed: false });
  });

  test("a machine has no slot for another device", async () => {
    expect(await refused(TABLET)).toMatchObject({
      code: "E_USB",
      message: "client has no free slot: 1 of 1 are used",
      hint: expect.stringContaining("usb: { slots: 2 }") as string,
    });
  });

  test("what the machine has mounted is not detached; what it wrote is on the stick", async () => {
    const written = await inClient(
      "head -c 3000000 /dev/urandom >/mnt/stick/written; sha256sum </mnt/stick/written",
    );
    await expect(detach("STICK42")).rejects.toMatchObject({
      code: "E_USB",
      message: expect.stringContaining("client uses 46f4:0001: mounted at /mnt/stick") as string,
      hint: expect.stringContaining("fw exec client -- umount /mnt/stick") as string,
    });
    await inClient("umount /mnt/stick");
    expect(await detach("STICK42")).toMatchObject({ device: STICK, done: true });
    await hostHas("STICK42");
    const copy = join(dir, "copy");
    await execa("debugfs", ["-R", `dump /written ${copy}`, disk("stick")], { env: SBIN });
    const bytes = await readFile(copy);
    expect(bytes.length).toBe(3_000_000);
    expect(`${createHash("sha256").update(bytes).digest("hex")}  -`).toBe(written);
  });

  test("the machine survives a stick that is pulled out in use, and takes it again", async () => {
    // It takes some seconds, and is wanted below.
    next = startExporter("next");
    next.catch(() => undefined);
    await attach("STICK42");
    await readMounted();
    await inClient("echo unwritten >/mnt/stick/unwritten");
    expect(await detach("STICK42", true)).toMatchObject({ done: true });
    expect(await attachedNow()).toEqual([]);
    await inClient("umount -l /mnt/stick");
    await hostHas("STICK42");
    await attach("STICK42");
    expect(await readMounted()).toBe(READ);
    await inClient("umount /mnt/stick");
  });

  test("the list says that an attached stick is unplugged from its host, and has it again afterwards", async () => {
    await exporter.unplug("stick");
    await exporter.look();
    await expect.poll(attachedNow).toEqual(["gone"]);
    await expect.poll(() => inClient("ls /sys/block")).not.toContain("sd");
    await exporter.plug(stick);
    expect(await readMounted()).toBe(READ);
    await exporter.look();
    expect(await attachedNow()).toEqual(["STICK42"]);
  });

  test("the machine survives a stick whose host dies in use; the slot is free for the next one", async () => {
    await exporter.kill();
    await rm(join(exporter.host.root, "sys"), { recursive: true });
    expect(await attachedNow()).toEqual(["gone"]);
    await detach(STICK, true);
    await inClient("umount -l /mnt/stick");
    await exporter[Symbol.asyncDispose]();
    const started = await next;
    if (started === undefined) throw new Error("the next host has not been started");
    exporter = started;
    await exporter.look();
    await attach("STICK42");
    expect(await readMounted()).toBe(READ);
  });

  test("a machine that crashes gives the stick back", async () => {
    await lab.driver.power("client", "off");
    await expect(hostHas("STICK42")).resolves.toBeUndefined();
  });
});
