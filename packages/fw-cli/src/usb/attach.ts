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

/**
 * Makes sure that the device may be given to the machine, and can.
 *
 * @throws FwError `E_USB` with what stands in the way
 */
export async function requireAttachable(
  machine: UsbMachine,
  device: HostUsbDevice,
  host: UsbHost,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const id = deviceId(device);
  if (!isAllowed(machine.usb, device)) {
    const allowed = machine.usb.allow.length === 0 ? "no device" : "other devices only";
    throw new FwError("E_USB", `the config allows ${machine.name} ${allowed}, not ${id}`, {
      hint: `add it in fw.config.yaml, at the vm of ${machine.name}: usb: { allow: ["${id}"] }; then start the lab again: fw down, fw up`,
    });
  }
  const [use] = device.uses;
  if (use !== undefined) {
    const mounted = /^mounted at (?<place>.*)$/.exec(use)?.groups?.["place"];
    throw new FwError("E_USB", `${id} is in use on this host: ${device.uses.join(", ")}`, {
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
  await requirePermission(device, host);
}

async function requirePermission(device: HostUsbDevice, { root }: UsbHost): Promise<void> {
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
  device: HostUsbDevice,
  host: UsbHost,
  signal: AbortSignal,
): Promise<boolean> {
  const { name, ports, usb } = machine;
  const id = plugId(device);
  await requireElsewhereFree(lab, machine, id);
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
    const shared = { id, device: await wordFor(device, host), program: host.program, tcpPort };
    await startShare(lab.namespace, files, shared);
    await taken(machine, device, { refusal, said: () => shareLog(files, id), signal });
  } catch (error) {
    await endShare(files, id, unplug).catch(() => undefined);
    throw error;
  }
  return true;
}

async function requireElsewhereFree(lab: UsbLab, machine: UsbMachine, id: string): Promise<void> {
  for (const { name, vm } of lab.model.nodes) {
    if (name === machine.name || vm?.usb === undefined) continue;
    if ((await lab.driver.state(name)) === "off") continue;
    const { devices } = await pluggedInto(machine.ports, name);
    const plug = devices.find((candidate) => candidate.id === id);
    if (plug === undefined) continue;
    throw new FwError("E_USB", `${plug.device} is attached to ${name}`, {
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

/** As usbredirect is told of it: by its place only where others are alike, because that changes. */
async function wordFor(device: HostUsbDevice, { root }: UsbHost): Promise<string> {
  const id = deviceId(device);
  const alike = (await hostDevices(root)).filter((other) => deviceId(other) === id);
  return alike.length > 1 ? device.node.split("/").map(Number).join("-") : id;
}

interface Progress {
  readonly refusal: () => Promise<string | undefined>;
  readonly said: () => Promise<string>;
  readonly signal: AbortSignal;
}

async function taken(
  { name, ports }: UsbMachine,
  device: HostUsbDevice,
  { refusal, said, signal }: Progress,
): Promise<void> {
  const id = deviceId(device);
  let state: string | undefined;
  const probe = async (): Promise<boolean> => {
    const why = await refusal();
    if (why !== undefined) {
      throw new FwError("E_USB", `the machine of ${name} refuses the device: ${why}`, {
        hint: `see what the config allows it: fw usb list ${name}`,
      });
    }
    const words = await said();
    if (HOPELESS.test(words)) throw notOffered(name, id, words);
    const { devices } = await pluggedInto(ports, name);
    state = devices.find((plug) => plug.id === plugId(device))?.state;
    return state === "taken";
  };
  await waitUntil(probe, {
    what: `${name} takes ${id}`,
    timeoutMs: TAKE_MS,
    signal,
    failure: async () =>
      state === "connected" ? notTaken(name, id) : notOffered(name, id, await said()),
  });
}

function notTaken(name: string, id: string): FwError {
  return new FwError("E_USB", `the system of ${name} does not take ${id}`, {
    hint: `wait until ${name} has booted; or give it a kernel that knows USB, which a desktop has: vm: { desktop: true }`,
  });
}

function notOffered(name: string, id: string, said: string): FwError {
  return new FwError("E_USB", `usbredirect does not offer ${id} to ${name}:\n${said}`, {
    hint: "see whether this host still has it, and what uses it: fw usb list",
  });
}
