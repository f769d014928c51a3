import type { TestProject } from "vitest/node";

import { fw, fwOk } from "./fw.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Why this machine cannot run a lab; empty when it can. */
    obstacle: string;
  }
}

/**
 * Prepares the machine with the program's own code. Packages are installed only
 * where nobody is surprised by it: in CI, and where the tests run as root.
 */
export default async function setup(project: TestProject): Promise<void> {
  const mayInstall = Boolean(process.env["CI"]) || process.getuid?.() === 0;
  const install = mayInstall ? ["--install", "--yes"] : [];
  const { exitCode, stderr, stdout } = await fw(["doctor", ...install], {});
  if (exitCode !== 0) {
    // On a build machine nothing may be skipped; elsewhere the reason is said.
    if (process.env["CI"]) throw new Error(stderr || stdout);
    console.warn(stdout, stderr);
    project.provide("obstacle", `this machine cannot run a lab: ${stderr.trim().split("\n")[0]}`);
    return;
  }
  await fwOk(["image", "build"], {});
  project.provide("obstacle", "");
}
