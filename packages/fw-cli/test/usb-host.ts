import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A USB device as it is to appear on a made-up host. */
export interface FakeDevice {
  readonly port: string;
  readonly vendor: string;
  readonly product: string;
  readonly maker?: string;
  readonly name?: string;
  readonly serial?: string;
  /** The class of its one interface; default: mass storage. */
  readonly interfaceClass?: string;
  readonly deviceClass?: string;
  /** A disk on it, with partitions. */
  readonly disk?: {
    readonly name: string;
    readonly number: string;
    readonly partitions: readonly (readonly [string, string])[];
  };
}

/** Writes what the kernel would show of the devices below `root`, in place of what was there. */
export async function writeUsbHost(
  root: string,
  devices: readonly FakeDevice[],
  { mountinfo = "", swaps = "" }: { readonly mountinfo?: string; readonly swaps?: string } = {},
): Promise<void> {
  await rm(join(root, "sys"), { recursive: true, force: true });
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), `${text}\n`);
  };
  await write("proc/self/mountinfo", mountinfo);
  await write("proc/swaps", swaps);
  for (const [index, device] of devices.entries()) {
    const own = `sys/bus/usb/devices/${device.port}`;
    const one = `${own}/${device.port}:1.0`;
    const [bus] = device.port.split("-");
    const files = {
      idVendor: device.vendor,
      idProduct: device.product,
      busnum: bus,
      devnum: String(index + 2),
      bDeviceClass: device.deviceClass ?? "00",
      manufacturer: device.maker,
      product: device.name,
      serial: device.serial,
    };
    for (const [name, text] of Object.entries(files))
      if (text !== undefined) await write(`${own}/${name}`, text);
    await write(`${one}/bInterfaceClass`, device.interfaceClass ?? "08");
    const place = [bus, String(index + 2)].map((part) => part?.padStart(3, "0")).join("/");
    await write(`dev/bus/usb/${place}`, "");
    const { disk } = device;
    if (disk === undefined) continue;
    const block = `${one}/host0/target0:0:0/0:0:0:0/block/${disk.name}`;
    await write(`${block}/dev`, disk.number);
    for (const [name, number] of disk.partitions) await write(`${block}/${name}/dev`, number);
  }
}
