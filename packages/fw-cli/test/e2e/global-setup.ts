import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { TestProject } from "vitest/node";

import { headlessSeed } from "../headless-seed.mjs";
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
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), "fw-seed-"));
  const seedConfig = join(dir, "fw.config.yaml");
  await writeFile(seedConfig, headlessSeed());
  project.provide("seedConfig", seedConfig);
  project.provide("obstacle", await obstacleAfterPreparing());
  return () => rm(dir, { recursive: true, force: true });
}

/** Why this machine cannot run a lab, after all was done that may be; empty when it can. */
async function obstacleAfterPreparing(): Promise<string> {
  const mayInstall = Boolean(process.env["CI"]) || process.getuid?.() === 0;
  const install = mayInstall ? ["--install", "--yes"] : [];
  const { exitCode, stderr, stdout } = await fw(["doctor", ...install], {});
  if (exitCode !== 0) {
    // On a build machine nothing may be skipped; elsewhere the reason is said.
    if (process.env["CI"]) throw new Error(stderr || stdout);
    console.warn(stdout, stderr);
    return `this machine cannot run a lab: ${stderr.trim().split("\n")[0]}`;
  }
  await fwOk(["image", "build"], {});
  return "";
}
