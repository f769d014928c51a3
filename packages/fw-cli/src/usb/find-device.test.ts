import { expect, it, vi } from "vitest";

import { findDevice } from "./find-device.ts";
import type { HostUsbDevice } from "./host-devices.ts";

// A guess loads the library of the config.
vi.setConfig({ testTimeout: 30_000 });

const device = (port: string, more: Partial<HostUsbDevice>): HostUsbDevice => ({
  port,
  node: "001/00".concat(port.slice(-1)),
  vendor: 0x09_51,
  product: 0x16_66,
  name: "Kingston DataTraveler 3.0",
  serial: undefined,
  classes: ["08"],
  drivers: [],
  uses: [],
  ...more,
});
const devices = [
  device("1-2", { serial: "60A44C41" }),
  device("1-3", { vendor: 0x0a_bc, name: "Keyboard" }),
  device("1-4", {}),
];

it.each([
  ["0ABC:1666", "1-3"],
  ["1-4", "1-4"],
  ["/dev/bus/usb/001/002", "1-2"],
  ["60a44c41", "1-2"],
  ["keyb", "1-3"],
])("%s means the device in port %s", async (word, port) => {
  expect((await findDevice(devices, word)).port).toBe(port);
});

it("asks for the port where a word means two devices", async () => {
  await expect(findDevice(devices, "0951:1666")).rejects.toMatchObject({
    message: "0951:1666 means 2 USB devices",
    hint: "say the port of one: 1-2, 1-4 (see: fw usb list)",
    exitCode: 2,
  });
});

it("guesses what a mistyped word means, and tells what there is", async () => {
  await expect(findDevice(devices, "60A44C14")).rejects.toMatchObject({
    message: "this host has no USB device called 60A44C14",
    hint: expect.stringMatching(
      /^did you mean 60A44C41\? this host has 0951:1666 Kingston/,
    ) as string,
  });
  await expect(findDevice([], "")).rejects.toMatchObject({
    hint: "this host has none at all (see: fw usb list)",
  });
});
