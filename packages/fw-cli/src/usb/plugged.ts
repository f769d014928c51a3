import type { UsbPlug, UsbPorts } from "../drivers/driver.ts";
import { deviceId, type HostUsbDevice } from "./host-devices.ts";

/** A device of the host that was attached to a machine, and is on one of its ports or was. */
export interface PluggedDevice {
  readonly id: string;
  /** vendor:product */
  readonly device: string;
  /** The host's port that it was in when it was attached. */
  readonly port: string;
  readonly state: UsbPlug["state"];
}

/** What is on the ports of one machine. */
export interface Plugged {
  readonly devices: readonly PluggedDevice[];
  /** How many its viewers have attached. */
  readonly byViewers: number;
}

const ID = /^usb-(?<vendor>[\da-f]{4})-(?<product>[\da-f]{4})-(?<port>\d+-[\d.]+)$/;

/** The name of a device on a machine's port, which says all that must be known to find it again. */
export function plugId(device: HostUsbDevice): string {
  return `usb-${deviceId(device).replace(":", "-")}-${device.port}`;
}

/** The devices on the ports of a machine that runs. */
export async function pluggedInto(ports: UsbPorts, node: string): Promise<Plugged> {
  const plugs = await ports.plugs(node);
  const devices = plugs.flatMap(({ id, state }) => {
    const { vendor, product, port } = ID.exec(id)?.groups ?? {};
    if (vendor === undefined || product === undefined || port === undefined) return [];
    return [{ id, device: `${vendor}:${product}`, port, state }];
  });
  const channels = plugs.filter(({ id }) => !ID.test(id));
  return { devices, byViewers: channels.filter(({ state }) => state !== "waiting").length };
}

/** The host's device that was attached; undefined when it has been unplugged. */
export function hostDeviceOf(
  { device, port }: PluggedDevice,
  devices: readonly HostUsbDevice[],
): HostUsbDevice | undefined {
  const alike = devices.filter((candidate) => deviceId(candidate) === device);
  // A single one of its kind is found again in whatever port it is.
  return alike.length === 1 ? alike[0] : alike.find((candidate) => candidate.port === port);
}
