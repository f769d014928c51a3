import { expect, test } from "vitest";

import { vmOf } from "./vm.ts";

test("a machine without a desktop is small, one with a desktop is not", () => {
  expect(vmOf(undefined)).toStrictEqual({ memoryMiB: 384, cpus: 1, desktop: false });
  expect(vmOf({ spice: {} })).toMatchObject({ memoryMiB: 384, cpus: 1, desktop: false });
  expect(vmOf({ desktop: true })).toMatchObject({ memoryMiB: 1024, cpus: 1, desktop: true });
});

test.each([{ spice: {} }, { desktop: true }])(
  "a screen of %o gives its guest nothing of the viewer's machine unless it is asked to",
  (shape) => {
    expect(vmOf(shape)).toMatchObject({
      spice: {
        video: "qxl",
        clipboard: "off",
        fileTransfer: false,
        heads: 1,
        videoMemoryMiB: 16,
      },
      usb: { slots: 2, allow: [] },
    });
    expect(vmOf(shape).spice).not.toHaveProperty("remote");
  },
);

test("a machine without a screen has no USB slots", () => {
  expect(vmOf({ usb: { slots: 3 } })).not.toHaveProperty("usb");
});

test("devices are told by their numbers, and a star stands for any", () => {
  const allow = ["0951:1666", "46F4:*", "*:*"];
  expect(vmOf({ spice: {}, usb: { slots: 0, allow } }).usb).toStrictEqual({
    slots: 0,
    allow: [
      { vendor: 0x0951, product: 0x1666 },
      { vendor: 0x46f4, product: "any" },
      { vendor: "any", product: "any" },
    ],
  });
});

test("viewers on other machines reach a screen at the loopback unless an address is given", () => {
  const at = (remote: { port: number; address?: string }) => vmOf({ spice: { remote } }).spice;
  expect(at({ port: 5930 })?.remote).toStrictEqual({ address: "127.0.0.1", port: 5930 });
  expect(at({ port: 5930, address: "0:0:0:0:0:0:0:1" })?.remote).toStrictEqual({
    address: "::1",
    port: 5930,
  });
});

test.each([
  [1, 16],
  [2, 32],
  [3, 64],
  [5, 128],
  [16, 256],
])("%i screens have %i MiB of video memory", (heads, videoMemoryMiB) => {
  expect(vmOf({ spice: { heads } }).spice).toMatchObject({ heads, videoMemoryMiB });
});

test("the particular shape wins, field by field", () => {
  const general = { memoryMiB: 512, cpus: 2, spice: { heads: 2 }, usb: { slots: 3 } };
  expect(vmOf(general, { memoryMiB: 2048, spice: { video: "virtio" } })).toMatchObject({
    memoryMiB: 2048,
    cpus: 2,
    spice: { heads: 1, video: "virtio" },
    usb: { slots: 3 },
  });
  expect(vmOf({ desktop: true }, { desktop: false })).not.toHaveProperty("spice");
});
