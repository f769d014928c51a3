import type { Driver } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";
import { offeredServices } from "../server/services.ts";
import type { StepReport } from "./events.ts";
import type { Lab } from "./lab.ts";
import { capture } from "./readiness.ts";
import { labStatus } from "./status.ts";

/**
 * Proves that the lab does what it is for: one firewall is primary and holds
 * every virtual address, the other is backup and holds none, and each client
 * reaches the lab host through them.
 *
 * @throws FwError `E_VERIFY` with what was found instead.
 */
export async function verifyLab(lab: Lab, report: StepReport, signal: AbortSignal): Promise<void> {
  const { nodes } = await labStatus(lab);
  const firewalls = nodes.filter((node) => node.kind === "firewall");
  const primaries = firewalls.filter((node) => node.role === "primary");
  const [primary] = primaries;
  const vips = lab.model.ha.vips.map((vip) => vip.address);
  if (primaries.length !== 1 || primary === undefined || primary.vips.length !== vips.length) {
    const found = firewalls.map(
      ({ name, role, vips: held }) => `${name}: ${role ?? "no role"}, holds ${held.join(", ") || "nothing"}`,
    );
    throw new FwError("E_VERIFY", `expected one primary that holds ${vips.join(", ")}; found ${found.join("; ")}`);
  }
  const reached: string[] = [];
  for (const client of nodes.filter((node) => node.kind === "client")) {
    reached.push(...(await reachLabHosts(lab, client.name, signal)));
  }
  report.result([`${primary.name} is primary`, ...reached].join("; "));
}

async function reachLabHosts(
  lab: Lab,
  client: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const host of lab.model.nodes.filter((node) => node.kind === "lab-host")) {
    const address = host.interfaces[0]?.addresses[0]?.split("/")[0];
    if (address === undefined) continue;
    const open = await openPorts(lab.driver, client, address, signal);
    const names = offeredServices.filter(({ port }) => open.has(port)).map(({ name }) => name);
    if (names.length === 0) {
      throw new FwError("E_VERIFY", `${client} reaches no service of ${host.name} (${address})`, {
        hint: "see what the policy allows in your config, and the firewalls' counters: fw exec fw-1 -- nft list ruleset",
      });
    }
    found.push(`${client} reaches ${names.join(", ")} on ${host.name}`);
  }
  return found;
}

const CONNECT_S = 2;

async function openPorts(
  driver: Driver,
  client: string,
  address: string,
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const ports = offeredServices.map(({ port }) => String(port));
  const script = `a=$1; shift; for p; do nc -z -w ${CONNECT_S} "$a" "$p" 2>/dev/null && echo "$p" & done; wait`;
  const { stdout } = await capture(driver, client, ["sh", "-c", script, "sh", address, ...ports], signal);
  return new Set(stdout.split("\n").map(Number));
}
