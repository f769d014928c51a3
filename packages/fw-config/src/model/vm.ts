import type { Config } from "../config/config.ts";
import type { SpiceConfig } from "../config/spice.ts";
import type { VmConfig } from "../config/vm.ts";
import type { Image, Spice, Vm } from "./types.ts";

/** Enough for Debian with the HA daemons; measured, not guessed. */
const defaultMemoryMiB: number = 384;

/** Enough for an X server and a window manager on top. */
const desktopMemoryMiB: number = 1024;

/** Two pictures of 1920 × 1080 at four bytes a pixel. */
const videoMemoryPerHeadMiB: number = 16;

const defaultDiskGiB: number = 10;

function nextPowerOfTwo(number: number): number {
  return 2 ** Math.ceil(Math.log2(number));
}

function spiceOf(config: SpiceConfig): Spice {
  const heads = config.heads ?? 1;
  return {
    clipboard: config.clipboard ?? true,
    fileTransfer: config.fileTransfer ?? true,
    usbChannels: config.usbChannels ?? 2,
    heads,
    videoMemoryMiB: config.videoMemoryMiB ?? nextPowerOfTwo(heads * videoMemoryPerHeadMiB),
  };
}

/** The most particular setting wins; `spice` is one setting. */
export function vmOf(general: VmConfig | undefined, particular?: VmConfig): Vm {
  const { memoryMiB, cpus = 1, spice } = { ...general, ...particular };
  const usual = spice === undefined ? defaultMemoryMiB : desktopMemoryMiB;
  return {
    memoryMiB: memoryMiB ?? usual,
    cpus,
    ...(spice === undefined ? {} : { spice: spiceOf(spice) }),
  };
}

/** What every virtual machine's disk begins with. */
export function resolveImage({ image = {} }: Config): Image {
  return {
    packages: [...new Set(image.packages)].toSorted(),
    diskGiB: image.diskGiB ?? defaultDiskGiB,
  };
}
