import { canonical } from "../address/canonical.ts";
import type { Config } from "../config/config.ts";
import type { RemoteConfig, SpiceConfig } from "../config/spice.ts";
import type { UsbConfig } from "../config/usb.ts";
import type { VmConfig } from "../config/vm.ts";
import type { Image, Remote, Spice, Usb, UsbDevice, Vm } from "./types.ts";

/** Enough for Debian with the HA daemons; measured, not guessed. */
const defaultMemoryMiB: number = 384;

/** Enough for X and a window manager on top. */
const desktopMemoryMiB: number = 1024;

/** Two pictures of 1920 × 1080 at four bytes a pixel. */
const videoMemoryPerHeadMiB: number = 16;

const defaultDiskGiB: number = 10;

function nextPowerOfTwo(number: number): number {
  return 2 ** Math.ceil(Math.log2(number));
}

function remoteOf({ address = "127.0.0.1", port }: RemoteConfig): Remote {
  return { address: canonical(address), port };
}

function spiceOf(config: SpiceConfig): Spice {
  const { video = "qxl", clipboard = "off", fileTransfer = false, heads = 1, remote } = config;
  return {
    video,
    clipboard,
    fileTransfer,
    heads,
    videoMemoryMiB: config.videoMemoryMiB ?? nextPowerOfTwo(heads * videoMemoryPerHeadMiB),
    ...(remote === undefined ? {} : { remote: remoteOf(remote) }),
  };
}

function usbNumber(text: string): number | "any" {
  return text === "*" ? "any" : Number.parseInt(text, 16);
}

function usbDevice(text: string): UsbDevice {
  const [vendor = "*", product = "*"] = text.split(":");
  return { vendor: usbNumber(vendor), product: usbNumber(product) };
}

function usbOf({ slots = 2, allow = [] }: UsbConfig): Usb {
  return { slots, allow: allow.map(usbDevice) };
}

/** The most particular setting wins; `spice` is one setting, and so is `usb`. */
export function vmOf(general: VmConfig | undefined, particular?: VmConfig): Vm {
  const { memoryMiB, cpus = 1, desktop = false, ...rest } = { ...general, ...particular };
  const spice = rest.spice ?? (desktop ? {} : undefined);
  return {
    memoryMiB: memoryMiB ?? (desktop ? desktopMemoryMiB : defaultMemoryMiB),
    cpus,
    desktop,
    ...(spice === undefined ? {} : { spice: spiceOf(spice), usb: usbOf(rest.usb ?? {}) }),
  };
}

/** What every virtual machine's disk begins with. */
export function resolveImage({ image = {} }: Config): Image {
  return {
    packages: [...new Set(image.packages)].toSorted(),
    diskGiB: image.diskGiB ?? defaultDiskGiB,
  };
}
