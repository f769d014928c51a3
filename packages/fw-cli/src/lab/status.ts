import { bareAddress, type Node } from "fw-config";

import type { InterfaceAddress } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";
import { imageVariants } from "../image/variant.ts";
import { pluggedInto } from "../usb/plugged.ts";
import type { AttachedUsb, LabStatus, NodeStatus } from "./lab-status.ts";
import type { Lab } from "./lab.ts";
import { reportedRole } from "./roles.ts";

/**
 * Asks every node at once what it does; one that does not answer costs the others nothing.
 *
 * @throws FwError `E_ABORTED` when the user wants no answer any more
 */
export async function labStatus(lab: Lab): Promise<LabStatus> {
  const { state, model } = lab;
  const { machines } = state;
  const qemu = machines.driver === "qemu" ? machines : undefined;
  const images = imageVariants.flatMap((variant) => {
    const id = qemu?.images[variant]?.id;
    return id === undefined ? [] : [{ variant, id }];
  });
  return {
    version: 1,
    lab: state.name,
    phase: state.phase,
    driver: machines.driver,
    accel: qemu?.accel ?? null,
    accelReason: qemu?.accelReason ?? null,
    image: images[0]?.id ?? null,
    images,
    configFile: state.configFile,
    startedAt: state.startedAt,
    nodes: await Promise.all(model.nodes.map((node) => nodeStatus(lab, node))),
  };
}

async function nodeStatus(lab: Lab, node: Node): Promise<NodeStatus> {
  const own = node.interfaces.flatMap((entry) => entry.addresses);
  const common = { name: node.name, kind: node.kind, addresses: own };
  if (node.vm === undefined) {
    return { ...common, state: "running", role: null, vips: [], screen: null, accel: null };
  }
  const { machines } = lab.state;
  const machine = { ...common, accel: machines.driver === "qemu" ? machines.accel : null };
  const silent = { ...machine, role: null, vips: [], screen: null };
  const state = await lab.driver.state(node.name).catch(unlessAborted);
  if (state === undefined) return { ...silent, state: "silent" };
  if (state !== "running" && state !== "paused") return { ...silent, state };
  const screen = await screenStatus(lab, node);
  if (state === "paused") return { ...silent, screen, state };
  try {
    const [addresses, role, usb] = await Promise.all([
      lab.driver.addresses(node.name),
      node.kind === "firewall" ? reportedRole(lab.driver, node.name) : undefined,
      attachedUsb(lab, node),
    ]);
    const vips = heldVips(lab, addresses);
    const answers = { ...machine, state, screen, role: role ?? null, vips };
    return { ...answers, ...(usb.length > 0 && { usb }) };
  } catch (error) {
    unlessAborted(error);
    return { ...silent, screen, state: "booting" };
  }
}

/** Nobody asks a machine that may have none. */
async function attachedUsb({ driver }: Lab, { name, vm }: Node): Promise<readonly AttachedUsb[]> {
  if (driver.usb === undefined || !vm?.usb?.allow.length) return [];
  const { devices } = await pluggedInto(driver.usb, name);
  return devices.map(({ device, state }) => ({ device, gone: state === "waiting" }));
}

async function screenStatus({ driver }: Lab, { name, vm }: Node): Promise<NodeStatus["screen"]> {
  if (vm?.spice === undefined || driver.screenProxy === undefined) return null;
  return (await driver.screenProxy(name).answers()) ? "ready" : "unreachable";
}

function unlessAborted(error: unknown): undefined {
  if (error instanceof FwError && error.code === "E_ABORTED") throw error;
  return undefined;
}

function heldVips(lab: Lab, addresses: readonly InterfaceAddress[]): readonly string[] {
  const held = new Set(addresses.map(({ address }) => bareAddress(address)));
  return lab.model.ha.vips.map((vip) => vip.address).filter((address) => held.has(address));
}
