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
import { checkViewer } from "./checks/viewer.ts";

export type { DoctorOptions, Finding } from "./checks/finding.ts";

const checks: readonly ((options: DoctorOptions) => Promise<Finding>)[] = [
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
];

/** Looks at everything that the lab needs of this host, and changes nothing but the remembered accelerator. */
export async function diagnose(options: DoctorOptions): Promise<readonly Finding[]> {
  const wanted = options.screens.length > 0 ? [...checks, checkViewer] : checks;
  const findings = await Promise.all(wanted.map((check) => check(options)));
  // Measured after the others, which keep the processors busy.
  return [...findings, await checkJitter(options)];
}
