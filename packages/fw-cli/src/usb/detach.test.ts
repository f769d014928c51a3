import { expect, it, vi } from "vitest";

import type { Driver, UsbPlug } from "../drivers/driver.ts";
import { never } from "../wait-until.ts";
import { findPlugged, requireIdle } from "./detach.ts";
import type { HostUsbDevice } from "./host-devices.ts";
import type { UsbMachine } from "./usb-lab.ts";

// A guess loads the library of the config.
vi.setConfig({ testTimeout: 30_000 });

const stick: HostUsbDevice = {
  port: "1-1",
  node: "001/002",
  vendor: 0x46_f4,
  product: 1,
  name: "QEMU USB HARDDRIVE",
  serial: "STICK42",
  classes: ["08"],
  drivers: [],
  uses: [],
};

function clientWith(...plugs: readonly UsbPlug[]): UsbMachine {
  const ports: UsbMachine["ports"] = {
    plugs: async () => plugs,
    plug: async () => ({ refusal: async () => undefined }),
    unplug: async () => undefined,
  };
  return { name: "client", ports, usb: { slots: 2, allow: [] } };
}

const plug: UsbPlug = { id: "usb-46f4-0001-1-1", state: "taken" };

it("finds an attached device by all that it is called on the host, in another port too", async () => {
  const client = clientWith(plug, { id: "usbredir0-port", state: "taken" });
  for (const word of ["46f4:0001", "1-1", "stick42", "harddrive"])
    expect(await findPlugged(client, [stick], word)).toMatchObject({ id: plug.id });
  expect(await findPlugged(client, [{ ...stick, port: "2-3" }], "2-3")).toMatchObject({
    port: "1-1",
  });
});

it("finds one that is gone from the host by its number and its former port", async () => {
  for (const word of ["46f4:0001", "1-1"])
    expect(await findPlugged(clientWith(plug), [], word)).toMatchObject({ id: plug.id });
  await expect(findPlugged(clientWith(plug), [], "stick42")).rejects.toMatchObject({
    message: "client has attached no USB device called stick42",
    hint: "client has attached 46f4:0001 (see: fw usb list)",
  });
});

/** A driver whose guest says this when it is asked what it does with the device. */
function guestThat(exec: Driver["exec"]): Driver {
  return { exec } as Partial<Driver> as Driver;
}

const device = { id: plug.id, device: "46f4:0001", port: "1-1", state: "taken" } as const;

it("refuses to detach what the guest has mounted, or may have", async () => {
  const mounted = guestThat(async (_node, { argv, stdout }) => {
    expect(argv.slice(-2)).toEqual(["46f4", "0001"]);
    stdout.write("mounted at /mnt/stick\n");
    return 0;
  });
  await expect(requireIdle(mounted, "client", device, never)).rejects.toMatchObject({
    code: "E_USB",
    message: "client uses 46f4:0001: mounted at /mnt/stick; what is not written yet would be lost",
    hint: "first: fw exec client -- umount /mnt/stick; or detach it anyway: fw usb detach --force client 46f4:0001",
  });
  const broken = guestThat(async () => 1);
  await expect(requireIdle(broken, "client", device, never)).rejects.toThrow(
    "client cannot be asked whether it uses 46f4:0001",
  );
});

it("asks nobody about a device that no guest has", async () => {
  const asked = guestThat(() => Promise.reject(new Error("the guest was asked")));
  const waiting = { ...device, state: "waiting" } as const;
  await expect(requireIdle(asked, "client", waiting, never)).resolves.toBeUndefined();
  const idle = guestThat(async () => 0);
  await expect(requireIdle(idle, "client", device, never)).resolves.toBeUndefined();
});
