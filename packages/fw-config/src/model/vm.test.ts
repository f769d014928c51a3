import { expect, test } from "vitest";

import { vmOf } from "./vm.ts";

test("a machine without a screen is small, one with a screen is not", () => {
  expect(vmOf(undefined)).toStrictEqual({ memoryMiB: 384, cpus: 1 });
  expect(vmOf({ spice: {} })).toStrictEqual({
    ...{ memoryMiB: 1024, cpus: 1 },
    spice: {
      ...{ clipboard: true, fileTransfer: true },
      ...{ usbChannels: 2, heads: 1, videoMemoryMiB: 16 },
    },
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
  const general = { memoryMiB: 512, cpus: 2, spice: { heads: 2 } };
  expect(vmOf(general, { memoryMiB: 2048, spice: { usbChannels: 0 } })).toMatchObject({
    ...{ memoryMiB: 2048, cpus: 2 },
    spice: { heads: 1, usbChannels: 0 },
  });
});
