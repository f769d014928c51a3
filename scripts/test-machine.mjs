// @ts-check
// Brings the Debian packages that the tests run for real, with the program's own code. Nobody is
// surprised by it: only in CI, and where the tests run as root. Elsewhere a test that lacks
// something is skipped and says what.
import { ensureHostPackages } from "../packages/fw-cli/dist/packages/packages.js";
import { testRequirements } from "./test-requirements.mjs";

if (process.env["CI"] || process.getuid?.() === 0) {
  const installed = await ensureHostPackages({
    env: process.env,
    signal: new AbortController().signal,
    assumeYes: true,
    withoutServices: true,
    requirements: testRequirements,
  });
  if (installed.length > 0) console.log(`installed for the tests: ${installed.join(", ")}`);
}
