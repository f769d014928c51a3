import { access, constants } from "node:fs/promises";
import { join } from "node:path";

import { usbFilter } from "fw-config";

import { FwError } from "../errors.ts";
import { findOnHost } from "../packages/requirements.ts";
import { waitUntil } from "../wait-until.ts";
import { deviceId, hostDevices, type HostUsbDevice } from "./host-devices.ts";
import type { UsbHost } from "./host.ts";
import { pluggedInto, plugId } from "./plugged.ts";
import { endShare, freePort, shareLog, startShare } from "./shares.ts";
import { isAllowed, type UsbLab, type UsbMachine } from "./usb-lab.ts";

/** A guest under emulation takes a few seconds, and on a busy host a minute. */
const TAKE_MS = 60_000;
/** What usbredirect says of a device that it does not get, again and again. */
const HOPELESS = /Failed to open device/;

/** A device of the host that somebody asked for. */
export interface WantedDevice {
  readonly device: HostUsbDevice;
  /** As the user called it. */
  readonly word: string;
}

/**
 * Makes sure that the device may be given to the machine, and can.
 *
 * @throws FwError `E_USB` with what stands in the way
 */
export async function requireAttachable(
  machine: UsbMachine,
  wanted: WantedDevice,
  host: UsbHost,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { device } = wanted;
  const id = deviceId(device);
  if (!isAllowed(machine.usb, device)) {
    const allowed = machine.usb.allow.length === 0 ? "no device" : "other devices only";
    throw new FwError("E_USB", `the config allows ${machine.name} ${allowed}, not ${id}`, {
      ...placeOf(wanted),
      hint: `add it in fw.config.yaml, at the vm of ${machine.name}: usb: { allow: ["${id}"] }; then start the lab again: fw down, fw up`,
    });
  }
  const alike = (await hostDevices(host.root)).filter((other) => deviceId(other) === id);
  if (alike.length > 1) throw notAlone(machine.name, wanted, alike);
  const [use] = device.uses;
  if (use !== undefined) {
    const mounted = /^mounted at (?<place>.*)$/.exec(use)?.groups?.["place"];
    throw new FwError("E_USB", `${id} is in use on this host: ${device.uses.join(", ")}`, {
      ...placeOf(wanted),
      hint:
        mounted === undefined
          ? "end that use first"
          : `unmount it first: umount ${JSON.stringify(mounted)}`,
    });
  }
  if ((await findOnHost(host.program, env)) === undefined) {
    throw new FwError("E_MISSING_PACKAGES", "usbredirect is not installed", {
      hint: "install it: sudo apt-get install usbredirect; or attach the device in the viewer: fw view",
    });
  }
  await requirePermission(wanted, host);
}

/** Whatever it is told, usbredirect 0.13 opens the first device with the same vendor and product. */
function notAlone(name: string, wanted: WantedDevice, alike: readonly HostUsbDevice[]): FwError {
  const id = deviceId(wanted.device);
  const ports = alike.map(({ port }) => port).join(", ");
  return new FwError("E_USB", `usbredirect cannot tell the devices called ${id} apart: ${ports}`, {
    ...placeOf(wanted),
    hint: `unplug the others from this host; or attach it in the viewer: fw view ${name}`,
  });
}

function placeOf({ word }: WantedDevice): { readonly place: string; readonly value: string } {
  return { place: "DEVICE", value: word };
}

async function requirePermission(wanted: WantedDevice, { root }: UsbHost): Promise<void> {
  const { device } = wanted;
  const node = join(root, "dev/bus/usb", device.node);
  const allowed = await access(node, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  if (allowed) return;
  throw new FwError(
    "E_USB",
    `${deviceId(device)} is at ${node}, which you may not read and write`,
    {
      ...placeOf(wanted),
      hint: `allow it until it is unplugged: sudo setfacl -m u:$USER:rw ${node}; or run the lab as root`,
    },
  );
}

/**
 * Gives a device of the host to a machine that runs, and waits until its system has it.
 *
 * @returns false when the machine has it already
 * @throws FwError `E_USB` when it does not take it; the host has it back then
 */
export async function attachUsb(
  lab: UsbLab,
  machine: UsbMachine,
  wanted: WantedDevice,
  host: UsbHost,
  signal: AbortSignal,
): Promise<boolean> {
  const { name, ports, usb } = machine;
  const { device } = wanted;
  const id = plugId(device);
  await requireElsewhereFree(lab, machine, wanted);
  const { devices, byViewers } = await pluggedInto(ports, name);
  const own = devices.find((plug) => plug.id === id);
  if (own?.state === "taken") return false;
  const others = devices.filter((plug) => plug.id !== id).length + byViewers;
  if (others >= usb.slots) throw noSlot(machine, others);

  const files = lab.paths.node(name);
  const unplug = (): Promise<void> => ports.unplug(name, id);
  // What an interrupted command left.
  await endShare(files, id, unplug);
  const all = lab.model.nodes.map((node) => lab.paths.node(node.name));
  const tcpPort = await freePort(lab.namespace, all);
  try {
    // Before it is shared: a share that nobody knows of would keep the device from the host.
    const { refusal } = await ports.plug(name, { id, tcpPort, filter: usbFilter(usb) });
    await startShare(lab.namespace, files, { id, device: deviceId(device), host, tcpPort });
    await taken(machine, wanted, { refusal, said: () => shareLog(files, id), signal });
  } catch (error) {
    await endShare(files, id, unplug).catch(() => undefined);
    throw error;
  }
  return true;
}

async function requireElsewhereFree(
  lab: UsbLab,
  machine: UsbMachine,
  wanted: WantedDevice,
): Promise<void> {
  const id = plugId(wanted.device);
  for (const { name, vm } of lab.model.nodes) {
    if (name === machine.name || vm?.usb === undefined) continue;
    if ((await lab.driver.state(name)) === "off") continue;
    const { devices } = await pluggedInto(machine.ports, name);
    const plug = devices.find((candidate) => candidate.id === id);
    if (plug === undefined) continue;
    throw new FwError("E_USB", `${plug.device} is attached to ${name}`, {
      ...placeOf(wanted),
      hint: `detach it there first: fw usb detach ${name} ${plug.device}`,
    });
  }
}

function noSlot({ name, usb }: UsbMachine, used: number): FwError {
  const what =
    usb.slots === 0
      ? "has no slot for a USB device"
      : `has no free slot: ${used} of ${usb.slots} are used`;
  return new FwError("E_USB", `${name} ${what}`, {
    hint: `detach a device first (see: fw usb list ${name}), or give it more in fw.config.yaml: usb: { slots: ${Math.min(8, used + 1)} }`,
  });
}

interface Progress {
  readonly refusal: () => Promise<string | undefined>;
  readonly said: () => Promise<string>;
  readonly signal: AbortSignal;
}

async function taken(
  { name, ports }: UsbMachine,
  wanted: WantedDevice,
  { refusal, said, signal }: Progress,
): Promise<void> {
  let state: string | undefined;
  const probe = async (): Promise<boolean> => {
    const why = await refusal();
    if (why !== undefined) {
      throw new FwError("E_USB", `the machine of ${name} refuses the device: ${why}`, {
        ...placeOf(wanted),
        hint: `see what the config allows it: fw usb list ${name}`,
      });
    }
    const words = await said();
    if (HOPELESS.test(words)) throw notOffered(name, wanted, words);
    const { devices } = await pluggedInto(ports, name);
    state = devices.find((plug) => plug.id === plugId(wanted.device))?.state;
    return state === "taken";
  };
  await waitUntil(probe, {
    what: `${name} takes ${deviceId(wanted.device)}`,
    timeoutMs: TAKE_MS,
    signal,
    failure: async () =>
      state === "connected" ? notTaken(name, wanted) : notOffered(name, wanted, await said()),
  });
}

function notTaken(name: string, wanted: WantedDevice): FwError {
  const id = deviceId(wanted.device);
  return new FwError("E_USB", `the system of ${name} does not take ${id}`, {
    ...placeOf(wanted),
    hint: `wait until ${name} has booted; or give it a kernel that knows USB, which a desktop has: vm: { desktop: true }`,
  });
}

function notOffered(name: string, wanted: WantedDevice, said: string): FwError {
  const id = deviceId(wanted.device);
  return new FwError("E_USB", `usbredirect does not offer ${id} to ${name}:\n${said}`, {
    ...placeOf(wanted),
    hint: "see whether this host still has it, and what uses it: fw usb list",
  });
}
