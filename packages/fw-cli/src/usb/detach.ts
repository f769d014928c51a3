import { capture } from "../drivers/capture.ts";
import type { Driver } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";
import { shell } from "../guest/shell.ts";
import { findDevice } from "./find-device.ts";
import type { HostUsbDevice } from "./host-devices.ts";
import { hostDeviceOf, type PluggedDevice, pluggedInto } from "./plugged.ts";
import { endShare } from "./shares.ts";
import type { UsbLab, UsbMachine } from "./usb-lab.ts";

/** A guest that answers does so sooner. */
const ASK_MS = 20_000;

/**
 * The attached device that a word of the user means, as {@link findDevice} takes it. One that is gone
 * from the host is still called by its port, or vendor:product.
 *
 * @throws FwError `E_USAGE` when none is attached that is called so
 */
export async function findPlugged(
  { name, ports }: UsbMachine,
  devices: readonly HostUsbDevice[],
  word: string,
): Promise<PluggedDevice> {
  const { devices: plugged } = await pluggedInto(ports, name);
  const known = plugged.map((plug) => hostDeviceOf(plug, devices) ?? unplugged(plug));
  const found = await findDevice(known, word, `${name} has attached`);
  const plug = plugged[known.indexOf(found)];
  if (plug === undefined) throw new TypeError(`${word} was not among the attached devices`);
  return plug;
}

function unplugged({ device, port }: PluggedDevice): HostUsbDevice {
  const [vendor = "", product = ""] = device.split(":");
  return {
    port,
    node: "",
    vendor: Number.parseInt(vendor, 16),
    product: Number.parseInt(product, 16),
    name: "",
    serial: undefined,
    classes: [],
    drivers: [],
    uses: [],
  };
}

/**
 * Makes sure that the machine's system has nothing on the device that would be lost.
 *
 * @throws FwError `E_USB` when it has, or cannot be asked
 */
export async function requireIdle(
  driver: Driver,
  node: string,
  { device, state }: PluggedDevice,
  signal: AbortSignal,
): Promise<void> {
  if (state !== "taken") return;
  const uses = await usesInside(driver, node, device, signal);
  const anyway = `fw usb detach --force ${node} ${device}`;
  if (uses === undefined) {
    throw new FwError("E_USB", `${node} cannot be asked whether it uses ${device}`, {
      hint: `wait until it has booted; or detach it anyway: ${anyway}`,
    });
  }
  const [use] = uses;
  if (use === undefined) return;
  const mounted = /^mounted at (?<place>.*)$/.exec(use)?.groups?.["place"];
  const first = mounted === undefined ? "end that use" : `fw exec ${node} -- umount ${mounted}`;
  throw new FwError(
    "E_USB",
    `${node} uses ${device}: ${uses.join(", ")}; what is not written yet would be lost`,
    { hint: `first: ${first}; or detach it anyway: ${anyway}` },
  );
}

/** Undefined when the system does not answer. */
async function usesInside(
  driver: Driver,
  node: string,
  device: string,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const enough = AbortSignal.any([signal, AbortSignal.timeout(ASK_MS)]);
  const [vendor = "", product = ""] = device.split(":");
  const asked = capture(driver, node, shell("usb-mounts", vendor, product), enough);
  const outcome = await asked.catch((error: unknown) => {
    signal.throwIfAborted();
    // It may also be the time for the answer that is over.
    if (error instanceof FwError || enough.aborted) return undefined;
    throw error;
  });
  if (outcome?.exitCode !== 0) return undefined;
  return outcome.stdout.split("\n").filter(Boolean);
}

/** Takes the device from the machine, whatever its system does with it; then the host has it back. */
export async function detachUsb(
  lab: UsbLab,
  { name, ports }: UsbMachine,
  { id }: PluggedDevice,
): Promise<void> {
  await endShare(lab.paths.node(name), id, () => ports.unplug(name, id));
}
