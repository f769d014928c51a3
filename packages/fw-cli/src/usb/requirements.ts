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

/**
 * The packages that this host lacks to give its USB devices to the machines that may have some. A lab
 * runs without them, and a viewer can attach devices too.
 */
export async function lackingForUsb(
  env: Readonly<Record<string, string | undefined>>,
  { nodes }: Model,
): Promise<readonly string[]> {
  if (!nodes.some(({ vm }) => (vm?.usb?.allow.length ?? 0) > 0)) return [];
  const missing = await missingRequirements(env, undefined, usbRequirements);
  return missing.map((item) => item.package);
}
