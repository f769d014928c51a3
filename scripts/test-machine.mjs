// @ts-check
// Brings the Debian packages that the tests run for real, with the program's own code. Nobody is
// surprised by it: only in CI, and where the tests run as root. Elsewhere a test that lacks
// something is skipped and says what.
import { real as checkers } from "../packages/fw-cli/dist/checkers/requirements.js";
import { ensureHostPackages } from "../packages/fw-cli/dist/host/packages.js";
import { hostRequirements } from "../packages/fw-cli/dist/host/requirements.js";

const purpose = "is run by a test";
const testRequirements = [
  { needs: "chromium", package: "chromium", purpose },
  { needs: "conntrack", package: "conntrack", purpose },
  { needs: "fish", package: "fish", purpose },
  { needs: "ping", package: "iputils-ping", purpose },
  { needs: "ps", package: "procps", purpose },
  { needs: "tcpdump", package: "tcpdump", purpose },
  { needs: "zsh", package: "zsh", purpose },
];

if (process.env["CI"] || process.getuid?.() === 0) {
  const installed = await ensureHostPackages({
    env: process.env,
    signal: new AbortController().signal,
    assumeYes: true,
    withoutServices: true,
    requirements: [...hostRequirements, ...Object.values(checkers), ...testRequirements],
  });
  if (installed.length > 0) console.log(`installed for the tests: ${installed.join(", ")}`);
}
