import { readdir, readFile, readlink, realpath } from "node:fs/promises";
import { basename, join } from "node:path";

import { className, HUB } from "./device-class.ts";
import { type HostMounts, readMounts } from "./host-mounts.ts";

/** A USB device of the host, as the kernel shows it in sysfs. The device itself wrote its texts. */
export interface HostUsbDevice {
  /** Its port, as the kernel names it: the bus and the ports on the way to it, like 1-2.4. */
  readonly port: string;
  /** Its place below `/dev/bus/usb`, like 001/004; another one each time it is plugged in. */
  readonly node: string;
  readonly vendor: number;
  readonly product: number;
  /** What maker and device call it; may be empty. */
  readonly name: string;
  readonly serial: string | undefined;
  /** The classes of its interfaces, each by two hexadecimal digits. */
  readonly classes: readonly string[];
  /** The kernel drivers that hold its interfaces. */
  readonly drivers: readonly string[];
  /** What the host has on it: mounted file systems, swap, other block devices. */
  readonly uses: readonly string[];
}

/** Ports begin with the bus; interfaces have a colon, and root hubs are called usb1, usb2, … */
const PORT = /^\d+-\d+(?:\.\d+)*$/;

/** All USB devices of the host but its hubs, by their ports. */
export async function hostDevices(root: string): Promise<readonly HostUsbDevice[]> {
  const dir = join(root, "sys/bus/usb/devices");
  const names = (await readdir(dir).catch(() => [])).filter((name) => PORT.test(name));
  const mounts = await readMounts(root);
  const found = await Promise.all(names.map((name) => deviceAt(join(dir, name), name, mounts)));
  return found
    .flatMap((device) => device ?? [])
    .toSorted((a, b) => a.port.localeCompare(b.port, "en", { numeric: true }));
}

/** The device as one word: vendor:product. */
export function deviceId({ vendor, product }: Pick<HostUsbDevice, "vendor" | "product">): string {
  return [vendor, product].map((number) => number.toString(16).padStart(4, "0")).join(":");
}

/** What it is, for people: its classes by their names. */
export function deviceKind({ classes }: Pick<HostUsbDevice, "classes">): string {
  return classes.map(className).join(", ") || "unknown";
}

/** Undefined for a hub, and when it is unplugged meanwhile. */
async function deviceAt(
  path: string,
  port: string,
  mounts: HostMounts,
): Promise<HostUsbDevice | undefined> {
  const read = (file: string): Promise<string> => attribute(join(path, file));
  const texts = ["idVendor", "idProduct", "busnum", "devnum", "bDeviceClass"] as const;
  const numbers = await Promise.all(texts.map(read));
  const [vendor = "", product = "", bus = "", device = "", ownClass = ""] = numbers;
  if (vendor === "" || product === "" || ownClass === HUB) return undefined;
  const interfaces = (await readdir(path)).filter((name) => name.startsWith(`${port}:`));
  const [maker, called, serial] = await Promise.all(
    ["manufacturer", "product", "serial"].map(read),
  );
  return {
    port,
    node: [bus, device].map((number) => number.padStart(3, "0")).join("/"),
    vendor: Number.parseInt(vendor, 16),
    product: Number.parseInt(product, 16),
    name: [maker, called].filter(Boolean).join(" "),
    serial: serial === "" ? undefined : serial,
    classes: await unique(interfaces, (name) => read(`${name}/bInterfaceClass`)),
    drivers: await unique(interfaces, (name) => driverOf(join(path, name))),
    uses: (await blockUses(await realpath(path).catch(() => path), mounts)).toSorted(),
  };
}

async function unique(
  names: readonly string[],
  of: (name: string) => Promise<string>,
): Promise<readonly string[]> {
  return [...new Set(await Promise.all(names.map(of)))].filter(Boolean).toSorted();
}

/** Empty when the device has no such text. */
function attribute(path: string): Promise<string> {
  return readFile(path, "utf8").then(
    (text) => text.trim(),
    () => "",
  );
}

function driverOf(path: string): Promise<string> {
  return readlink(join(path, "driver")).then(
    (target) => basename(target),
    () => "",
  );
}

/** Host controller, target and logical unit lie between an interface and its block devices. */
const DEEPEST = 8;

/** What the host does with the block devices below a folder of sysfs. */
async function blockUses(dir: string, mounts: HostMounts, depth = 0): Promise<readonly string[]> {
  if (depth > DEEPEST) return [];
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory() && !PORT.test(entry.name));
  const uses = await Promise.all(
    folders.map(({ name }) =>
      basename(dir) === "block"
        ? diskUses(join(dir, name), mounts)
        : blockUses(join(dir, name), mounts, depth + 1),
    ),
  );
  return uses.flat();
}

/** What the host does with a disk, its partitions, and what is made of them: LUKS, LVM, RAID. */
async function diskUses(dir: string, mounts: HostMounts): Promise<readonly string[]> {
  const number = await attribute(join(dir, "dev"));
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const holders = await readdir(join(dir, "holders")).catch(() => []);
  const partitions = entries.filter(
    (entry) => entry.isDirectory() && entry.name.startsWith(basename(dir)),
  );
  const below = await Promise.all(partitions.map(({ name }) => diskUses(join(dir, name), mounts)));
  return [
    ...mounts.usesOf(basename(dir), number),
    ...holders.map((name) => `part of ${name}`),
    ...below.flat(),
  ];
}
