import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { writeUsbHost } from "../../test/usb-host.ts";
import { deviceId, deviceKind, hostDevices } from "./host-devices.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fw-usb-host-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const stick = {
  port: "1-2.4",
  vendor: "0951",
  product: "1666",
  maker: "Kingston",
  name: "DataTraveler 3.0",
  serial: "60A44C41",
  disk: { name: "sdb", number: "8:16", partitions: [["sdb1", "8:17"]] },
} as const;

it("tells each device with its port, place, names and kind, and leaves hubs out", async () => {
  const hub = { port: "1-2", vendor: "05e3", product: "0608", deviceClass: "09" };
  const mouse = { port: "1-10", vendor: "046d", product: "c077", interfaceClass: "03" };
  await writeUsbHost(root, [hub, mouse, stick]);
  const devices = await hostDevices(root);
  expect(devices.map(deviceId)).toEqual(["0951:1666", "046d:c077"]);
  expect(devices.map(deviceKind)).toEqual(["mass storage", "keyboard, mouse or the like"]);
  expect(devices[0]).toMatchObject({
    port: "1-2.4",
    node: "001/004",
    name: "Kingston DataTraveler 3.0",
    serial: "60A44C41",
    uses: [],
  });
  expect(devices[1]).toMatchObject({ name: "", serial: undefined });
});

it("tells where the file systems of a stick are mounted, whatever the places are called", async () => {
  const mountinfo = [
    "25 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw",
    String.raw`40 25 8:17 / /media/my\040stick rw,nosuid shared:5 master:2 - vfat /dev/sdb1 rw`,
    // Btrfs has a number of its own.
    "41 25 0:52 / /srv rw - btrfs /dev/sdb1 rw",
  ].join("\n");
  await writeUsbHost(root, [stick], {
    mountinfo,
    swaps: "Filename Type\n/dev/sdb partition 1 0 -2",
  });
  expect((await hostDevices(root))[0]?.uses).toEqual([
    "mounted at /media/my stick",
    "mounted at /srv",
    "used for swapping",
  ]);
});

it("finds nothing on a host without USB", async () => {
  expect(await hostDevices(join(root, "nowhere"))).toEqual([]);
});
