import type { Node } from "fw-config";

import { FwError } from "../errors.ts";
import { deviceId, deviceKind, type HostUsbDevice } from "./host-devices.ts";
import { hostDeviceOf, pluggedInto, type PluggedDevice } from "./plugged.ts";
import { isAllowed, type UsbLab, usbMachine } from "./usb-lab.ts";

/** A USB device of the host, or one that was attached and is gone, as `fw usb list --json` shows it. */
export interface ListedDevice {
  /** vendor:product */
  readonly device: string;
  readonly name: string;
  readonly serial: string | null;
  /** The bus and the ports on the way to it, like 1-2.4. */
  readonly port: string;
  /** Its file in `/dev/bus/usb`, like 001/004; null when it is gone. */
  readonly place: string | null;
  readonly kind: string;
  readonly drivers: readonly string[];
  /** What the host has on it. */
  readonly uses: readonly string[];
  /** The machine that has it. */
  readonly attachedTo: string | null;
  /** Whether it was unplugged while it was attached. */
  readonly gone: boolean;
  /** Whether the config lets the machine that was asked for have it; absent: none was. */
  readonly allowed?: boolean;
}

/** An attached device and the machine that has it. */
export interface Attachment extends PluggedDevice {
  readonly node: string;
}

/** What is attached to the machines that run; one that does not answer has nothing. */
export async function attachments(
  lab: UsbLab,
  nodes: readonly Node[] = lab.model.nodes,
): Promise<readonly Attachment[]> {
  const found = await Promise.all(nodes.map((node) => attachedTo(lab, node)));
  return found.flat();
}

async function attachedTo(lab: UsbLab, node: Node): Promise<readonly Attachment[]> {
  const { usb } = lab.driver;
  if (usb === undefined || node.vm?.usb === undefined) return [];
  const plugged = await pluggedInto(usb, node.name).catch(unlessAborted);
  return (plugged?.devices ?? []).map((plug) => ({ ...plug, node: node.name }));
}

function unlessAborted(error: unknown): undefined {
  if (!(error instanceof FwError) || error.code === "E_ABORTED") throw error;
  return undefined;
}

/** The host's devices and who has them; with a node also whether it may have each. */
export async function usbOverview(
  devices: readonly HostUsbDevice[],
  lab: UsbLab | undefined,
  node?: Node,
): Promise<readonly ListedDevice[]> {
  const usb = lab && node && usbMachine(lab, node).usb;
  const attached = lab === undefined ? [] : await attachments(lab);
  const present = devices.map((device): ListedDevice => {
    const plug = attached.find((candidate) => hostDeviceOf(candidate, devices) === device);
    return {
      device: deviceId(device),
      name: device.name,
      serial: device.serial ?? null,
      port: device.port,
      place: device.node,
      kind: deviceKind(device),
      drivers: device.drivers,
      uses: device.uses,
      attachedTo: plug?.node ?? null,
      gone: false,
      ...(usb && { allowed: isAllowed(usb, device) }),
    };
  });
  const gone = attached.filter((plug) => hostDeviceOf(plug, devices) === undefined);
  return [...present, ...gone.map(goneDevice)];
}

function goneDevice({ device, port, node }: Attachment): ListedDevice {
  return {
    device,
    name: "",
    serial: null,
    port,
    place: null,
    kind: "unknown",
    drivers: [],
    uses: [],
    attachedTo: node,
    gone: true,
  };
}
