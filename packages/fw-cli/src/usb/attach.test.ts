import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, it } from "vitest";

import { type FakeDevice, writeUsbHost } from "../../test/usb-host.ts";
import { requireAttachable } from "./attach.ts";
import { hostDevices } from "./host-devices.ts";
import type { UsbMachine } from "./usb-lab.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fw-usb-attach-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const ports: UsbMachine["ports"] = {
  plugs: async () => [],
  plug: async () => ({ refusal: async () => undefined }),
  unplug: async () => undefined,
};
const stick: FakeDevice = {
  port: "1-2",
  vendor: "0951",
  product: "1666",
  disk: { name: "sdb", number: "8:16", partitions: [["sdb1", "8:17"]] },
};

async function refusal(
  changes: {
    readonly allow?: UsbMachine["usb"]["allow"];
    readonly mountinfo?: string;
    readonly program?: string;
    readonly unplugged?: true;
    readonly others?: readonly FakeDevice[];
  } = {},
): Promise<unknown> {
  const { allow = [{ vendor: 0x09_51, product: "any" }], mountinfo = "" } = changes;
  const { program = process.execPath, others = [] } = changes;
  await writeUsbHost(root, [stick, ...others], { mountinfo });
  const [device] = await hostDevices(root);
  if (device === undefined) throw new Error("the host has a stick");
  if (changes.unplugged) await rm(join(root, "dev"), { recursive: true });
  const machine = { name: "client", ports, usb: { slots: 2, allow } };
  return requireAttachable(machine, { device, word: "1-2" }, { root, program }, {}).catch(
    (error: unknown) => error,
  );
}

it("lets a device through that the config allows and nobody uses", async () => {
  expect(await refusal()).toBeUndefined();
  expect(await refusal({ allow: [{ vendor: "any", product: 0x16_66 }] })).toBeUndefined();
});

it("refuses what the config does not allow, and says where it would", async () => {
  expect(await refusal({ allow: [] })).toMatchObject({
    code: "E_USB",
    place: "DEVICE",
    value: "1-2",
    message: "the config allows client no device, not 0951:1666",
    hint: expect.stringContaining('usb: { allow: ["0951:1666"] }') as string,
  });
  expect(await refusal({ allow: [{ vendor: 0x09_51, product: 0x16_67 }] })).toMatchObject({
    message: "the config allows client other devices only, not 0951:1666",
  });
});

it("refuses a stick that the host has mounted, and says where", async () => {
  const mountinfo = String.raw`40 25 8:17 / /media/my\040stick rw - vfat /dev/sdb1 rw`;
  expect(await refusal({ mountinfo })).toMatchObject({
    code: "E_USB",
    message: "0951:1666 is in use on this host: mounted at /media/my stick",
    hint: 'unmount it first: umount "/media/my stick"',
  });
});

it("refuses one of two devices alike, because usbredirect might take the other", async () => {
  expect(await refusal({ others: [{ ...stick, port: "1-3" }] })).toMatchObject({
    code: "E_USB",
    place: "DEVICE",
    value: "1-2",
    message: "usbredirect cannot tell the devices called 0951:1666 apart: 1-2, 1-3",
    hint: "unplug the others from this host; or attach it in the viewer: fw view client",
  });
  expect(await refusal({ others: [{ ...stick, port: "1-3", product: "1667" }] })).toBeUndefined();
});

it("says which package is missing", async () => {
  expect(await refusal({ program: join(root, "nowhere") })).toMatchObject({
    code: "E_MISSING_PACKAGES",
    hint: expect.stringContaining("apt-get install usbredirect") as string,
  });
});

it("says how to be allowed to open a device", async () => {
  expect(await refusal({ unplugged: true })).toMatchObject({
    code: "E_USB",
    message: `0951:1666 is at ${join(root, "dev/bus/usb/001/002")}, which you may not read and write`,
    hint: expect.stringContaining("setfacl") as string,
  });
});
