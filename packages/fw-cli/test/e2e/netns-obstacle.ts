import { netnsRequirements } from "../../src/drivers/netns/requirements.ts";
import { missingPackages } from "../../src/packages/packages.ts";
import { testerRequirements } from "../../src/proof/requirements.ts";

/** Whether these tests may install packages: in CI, and where root runs them. */
const mayInstall = Boolean(process.env["CI"]) || process.getuid?.() === 0;

/** Lets the program install what is missing, where nobody is surprised by it. */
export const yes: readonly string[] = mayInstall ? ["--yes"] : [];

/** Why this machine cannot run nodes in namespaces; empty when it can. */
export async function netnsObstacle(): Promise<string> {
  const needed = [...netnsRequirements, ...testerRequirements];
  const missing = mayInstall ? [] : await missingPackages(process.env, undefined, needed);
  return missing.length === 0 ? "" : `not installed: ${missing.join(", ")}`;
}
