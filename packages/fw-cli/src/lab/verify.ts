import { compilePolicy, type Node } from "fw-config";

import { capture } from "../drivers/capture.ts";
import type { Driver } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";
import type { StepReport } from "../events.ts";
import { shell } from "../guest/shell.ts";
import type { Lab } from "./lab.ts";
import { firstAddress } from "./nodes.ts";
import { firewalls } from "./roles.ts";
import { offeredServices } from "./server/services.ts";
import { labStatus } from "./status.ts";

/**
 * Proves that the lab does what it is for: one firewall is primary and holds
 * every virtual address, the other is backup and holds none, and each client
 * reaches through them what the policy allows on the lab host, and nothing else.
 *
 * @throws FwError `E_VERIFY` with what was found instead.
 */
export async function verifyLab(lab: Lab, report: StepReport, signal: AbortSignal): Promise<void> {
  const { nodes } = await labStatus(lab);
  const pair = nodes.filter((node) => node.kind === "firewall");
  const primaries = pair.filter((node) => node.role === "primary");
  const [primary] = primaries;
  const vips = lab.model.ha.vips.map((vip) => vip.address);
  if (primaries.length !== 1 || primary === undefined || primary.vips.length !== vips.length) {
    const found = pair.map(
      ({ name, role, vips: held }) =>
        `${name}: ${role ?? "no role"}, holds ${held.join(", ") || "nothing"}`,
    );
    throw new FwError(
      "E_VERIFY",
      `expected one primary that holds ${vips.join(", ")}; found ${found.join("; ")}`,
    );
  }
  const reached: string[] = [];
  for (const client of lab.model.nodes.filter((node) => node.kind === "client")) {
    reached.push(...(await reachLabHosts(lab, client, signal)));
  }
  const lacking = await missingPrograms(lab, signal);
  report.result([`${primary.name} is primary`, ...reached, ...lacking].join("; "));
}

/** The operator's programs that a firewall would run and does not have: no lab brings them. */
async function missingPrograms(lab: Lab, signal: AbortSignal): Promise<readonly string[]> {
  const paths = [...new Set(lab.model.ha.hooks.map(({ words: [path] }) => path))];
  const looks = firewalls(lab).flatMap((name) =>
    paths.map(async (path) => {
      const { exitCode } = await capture(lab.driver, name, ["test", "-x", path], signal);
      return exitCode === 0 ? [] : [`${name} has no program ${path}`];
    }),
  );
  return (await Promise.all(looks)).flat();
}

/**
 * Tries every service that the lab hosts offer and compares with what the policy says of it. What
 * neighbours say to each other passes no firewall, so that it is nothing that a policy could allow.
 */
async function reachLabHosts(
  lab: Lab,
  client: Node,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const verdict = compilePolicy(lab.model);
  const found: string[] = [];
  for (const host of lab.model.nodes.filter((node) => node.kind === "lab-host")) {
    const [source, destination] = [firstAddress(client), firstAddress(host)];
    if (source === undefined || destination === undefined) continue;
    const link = sharedLink(client, host);
    if (link !== undefined) {
      found.push(`${client.name} is on ${link}, as ${host.name} is: no firewall between them`);
      continue;
    }
    const allowed = (port: number): boolean => {
      const ports = { sourcePort: 40_000, destinationPort: port };
      return verdict({ protocol: "tcp", source, destination, ...ports }).verdict === "accept";
    };
    const open = await reachedPorts(lab, client.name, destination, allowed, signal);
    for (const { name, port } of offeredServices) {
      if (allowed(port) !== open.has(port)) throw surprise(client, host, name, allowed(port));
    }
    const names = offeredServices.filter(({ port }) => open.has(port)).map(({ name }) => name);
    const denied = offeredServices.length - names.length;
    found.push(
      `${client.name} reaches ${names.join(", ") || "nothing"} on ${host.name}, ${denied} denied`,
    );
  }
  return found;
}

/** An allowed port that does not answer at once is asked again, with patience. */
async function reachedPorts(
  { driver, state }: Lab,
  client: string,
  address: string,
  allowed: (port: number) => boolean,
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const ports = offeredServices.map(({ port }) => port);
  const quick = state.machines.driver === "netns" ? QUICK_S : PATIENT_S;
  const open = await openPorts(driver, client, address, ports, quick, signal);
  const silent = ports.filter((port) => allowed(port) && !open.has(port));
  if (silent.length === 0) return open;
  return new Set([...open, ...(await openPorts(driver, client, address, silent, AGAIN_S, signal))]);
}

/** Namespaces answer in a millisecond, and a dropped packet is waited for in vain. */
const QUICK_S = 0.4;
const PATIENT_S = 2;
/** A machine that still starts its desktop may take seconds to start a program. */
const AGAIN_S = 10;

/** The network on which the client reaches the host's first address without a router. */
export function sharedLink(
  client: Pick<Node, "interfaces">,
  { interfaces: [first] }: Pick<Node, "interfaces">,
): string | undefined {
  return client.interfaces.find(({ network }) => network === first?.network)?.network;
}

function surprise(client: Node, host: Node, service: string, allowed: boolean): FwError {
  const found = allowed
    ? `does not reach ${service} on ${host.name}, which the policy allows`
    : `reaches ${service} on ${host.name}, which the policy denies`;
  return new FwError("E_VERIFY", `${client.name} ${found}`, {
    hint: "keep the lab with: fw up --keep-failed, and look at the counters: fw exec fw-1 -- nft list ruleset",
  });
}

async function openPorts(
  driver: Driver,
  client: string,
  address: string,
  ports: readonly number[],
  seconds: number,
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const argv = shell("open-ports", address, String(seconds), ...ports.map(String));
  const { stdout } = await capture(driver, client, argv, signal);
  return new Set(stdout.split("\n").map(Number));
}
