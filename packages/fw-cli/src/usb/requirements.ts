import type { Model } from "fw-config";

import { missingRequirements, type Requirement } from "../packages/requirements.ts";

/** What shares a USB device of this host with a machine, without a viewer. */
export const usbRequirements: readonly Requirement[] = [
  {
    needs: "usbredirect",
    package: "usbredirect",
    purpose: "gives USB devices of this host to a machine",
  },
];

/** The names of the machines that may have some of this host's devices. */
export function machinesWithUsb({ nodes }: Pick<Model, "nodes">): readonly string[] {
  return nodes.filter(({ vm }) => (vm?.usb?.allow.length ?? 0) > 0).map(({ name }) => name);
}

/**
 * The packages that this host lacks to give its USB devices to the machines that may have some. A lab
 * runs without them, and a viewer can attach devices too.
 */
export async function lackingForUsb(
  env: Readonly<Record<string, string | undefined>>,
  model: Pick<Model, "nodes">,
): Promise<readonly string[]> {
  if (machinesWithUsb(model).length === 0) return [];
  const missing = await missingRequirements(env, undefined, usbRequirements);
  return missing.map((item) => item.package);
}
