import type { Node } from "fw-config";

import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { acquireLock } from "../host/lock.ts";
import { type Lab, openLab } from "../lab/lab.ts";
import { nodeCalled } from "../lab/node-called.ts";
import { printResult, printText } from "../ui/print.ts";
import { usbTable } from "../ui/usb-table.ts";
import { attachUsb, requireAttachable } from "../usb/attach.ts";
import { detachUsb, findPlugged, requireIdle } from "../usb/detach.ts";
import { findDevice } from "../usb/find-device.ts";
import { deviceId, hostDevices, type HostUsbDevice } from "../usb/host-devices.ts";
import { thisHost, type UsbHost } from "../usb/host.ts";
import { usbOverview } from "../usb/overview.ts";
import { type UsbLab, type UsbMachine, usbMachine } from "../usb/usb-lab.ts";

/** `fw usb list [NODE]`: the host's USB devices, and which machine has or may have them. */
export async function usbListCommand(
  context: Context,
  word: string | undefined,
  host: UsbHost = thisHost,
): Promise<void> {
  const lab = await labIfUp(context, word !== undefined);
  const node = lab && word !== undefined ? await nodeCalled(lab, word) : undefined;
  const listed = await usbOverview(await hostDevices(host.root), lab && usbLabOf(lab), node);
  const slots = node?.vm?.usb?.slots;
  const document = { ...(lab && { lab: lab.state.name }), ...(node && { node: node.name, slots }) };
  printResult(context, { ...document, devices: listed }, () => usbTable(listed, node?.name));
}

/** `fw usb attach NODE DEVICE`: gives a device of the host to a machine. */
export async function usbAttachCommand(
  context: Context,
  word: string,
  called: string,
  host: UsbHost = thisHost,
): Promise<void> {
  const { io, dryRun } = context;
  const { lab, node, machine } = await openMachine(context, word);
  const device = await findDevice(await hostDevices(host.root), called);
  const wanted = { device, word: called };
  await requireAttachable(machine, wanted, host, io.env);
  const { name } = node;
  const fullName = fullNameOf(device);
  if (dryRun) {
    const said = `would attach ${fullName} to ${name}`;
    report(context, { lab, name, device, done: false, said, next: [] });
    return;
  }
  await using _ = await acquireLock(lab.paths.lock, `lab ${lab.state.name}`);
  await requireRunning(lab, node);
  const changed = await attachUsb(usbLabOf(lab), machine, wanted, host, io.signal);
  const said = changed ? `${name} has ${fullName} now` : `${name} has ${fullName} already`;
  const next = [`fw usb list ${name}`, `fw usb detach ${name} ${deviceId(device)}`];
  report(context, { lab, name, device, done: true, changed, said, next });
}

/** `fw usb detach NODE DEVICE`: gives the device back to the host. */
export async function usbDetachCommand(
  context: Context,
  word: string,
  wanted: string,
  options: { readonly force: boolean },
  host: UsbHost = thisHost,
): Promise<void> {
  const { io, dryRun } = context;
  const { lab, node, machine } = await openMachine(context, word);
  const { name } = node;
  await requireRunning(lab, node);
  const plug = await findPlugged(machine, await hostDevices(host.root), wanted);
  const { device } = plug;
  if (!options.force) await requireIdle(lab.driver, name, plug, io.signal);
  if (dryRun) {
    const said = `would detach ${device} from ${name}`;
    printResult(context, { lab: lab.state.name, node: name, device, done: false }, () => said);
    return;
  }
  // From here on Ctrl-C is heeded: the lock must not stay.
  io.signal.throwIfAborted();
  await using _ = await acquireLock(lab.paths.lock, `lab ${lab.state.name}`);
  await detachUsb(usbLabOf(lab), machine, plug);
  const said = `${device} is this host's again`;
  printResult(context, { lab: lab.state.name, node: name, device, done: true, said }, () => said);
}

/** `fw __usb`: the words by which a shell may complete a device. Never complains: a shell is waiting. */
export async function usbWordsCommand(context: Context): Promise<void> {
  const devices = await hostDevices(thisHost.root);
  printText(context.io, devices.map(deviceId).join("\n"));
}

/** Who only looks at the host's devices needs no lab; one that is named must be up. */
async function labIfUp(context: Context, needed: boolean): Promise<Lab | undefined> {
  const opened = openLab(context.io, context.lab);
  if (needed || context.lab !== undefined) return opened;
  return opened.catch((error: unknown) => {
    if (!(error instanceof FwError)) throw error;
    return undefined;
  });
}

async function openMachine(
  context: Context,
  word: string,
): Promise<{ readonly lab: Lab; readonly node: Node; readonly machine: UsbMachine }> {
  const lab = await openLab(context.io, context.lab);
  const node = await nodeCalled(lab, word);
  return { lab, node, machine: usbMachine(lab, node) };
}

async function requireRunning({ driver }: Lab, { name }: Node): Promise<void> {
  const state = await driver.state(name);
  if (state === "running") return;
  const hint = `let it run: fw power ${name} ${state === "off" ? "on" : "resume"}`;
  throw new FwError("E_NODE_OFF", `${name} is ${state}`, { hint });
}

function usbLabOf({ model, driver, paths, state }: Lab): UsbLab {
  return { model, driver, paths, namespace: state.namespace };
}

function fullNameOf(device: HostUsbDevice): string {
  const id = deviceId(device);
  return device.name === "" ? id : `${id} (${device.name})`;
}

interface Report {
  readonly lab: Lab;
  readonly name: string;
  readonly device: HostUsbDevice;
  readonly done: boolean;
  readonly changed?: boolean;
  readonly said: string;
  readonly next: readonly string[];
}

function report(context: Context, { lab, name, device, next, ...rest }: Report): void {
  const { port, serial } = device;
  const described = { device: deviceId(device), port, name: device.name, serial: serial ?? null };
  const { state } = lab;
  printResult(context, { lab: state.name, node: name, ...rest, usb: described, next }, () =>
    [rest.said, ...next.map((command) => `  → ${command}`)].join("\n"),
  );
}
