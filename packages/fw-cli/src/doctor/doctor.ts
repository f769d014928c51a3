import type { DoctorOptions, Finding } from "./checks/finding.ts";
import {
  checkAccelerator,
  checkNamespaces,
  checkSubordinateIds,
  checkTun,
} from "./checks/isolation.ts";
import { checkJitter } from "./checks/jitter.ts";
import { checkLimits } from "./checks/limits.ts";
import { checkDirectories, checkMemory, checkSpace } from "./checks/resources.ts";
import { checkArchitecture, checkNode, checkOs, checkPackages } from "./checks/system.ts";
import { checkUsb } from "./checks/usb.ts";
import { checkViewer } from "./checks/viewer.ts";

export type { DoctorOptions, Finding } from "./checks/finding.ts";

/** A check may have nothing to say where the config does not need what it looks for. */
const checks: readonly ((options: DoctorOptions) => Promise<Finding | undefined>)[] = [
  checkOs,
  checkArchitecture,
  checkNode,
  checkPackages,
  checkNamespaces,
  checkSubordinateIds,
  checkTun,
  checkAccelerator,
  checkMemory,
  checkLimits,
  checkSpace,
  checkDirectories,
  checkViewer,
  checkUsb,
];

/** Looks at everything that the lab needs of this host, and changes nothing but the remembered accelerator. */
export async function diagnose(options: DoctorOptions): Promise<readonly Finding[]> {
  const findings = await Promise.all(checks.map((check) => check(options)));
  // Measured after the others, which keep the processors busy.
  return [...findings, await checkJitter(options)].filter((finding) => finding !== undefined);
}
