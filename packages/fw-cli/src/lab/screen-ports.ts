import { basename } from "node:path";

import type { Model, Remote } from "fw-config";

import { FwError } from "../errors.ts";
import { listenObstacle, portHolder } from "../host/port-holder.ts";
import { programFile } from "../package.ts";
import type { ProxySettings } from "../spice/proxy/settings.ts";

/**
 * Makes sure that the ports of all screens that can be reached from elsewhere are free.
 *
 * @throws FwError `E_IO` with the first one that is not, and who has it
 */
export async function requireScreenPorts({ nodes }: Model): Promise<void> {
  for (const { name, vm } of nodes) {
    const remote = vm?.spice?.remote;
    if (remote === undefined) continue;
    const obstacle = await listenObstacle(remote);
    if (obstacle !== undefined) throw await unavailable(name, remote, obstacle);
  }
}

async function unavailable(node: string, remote: Remote, obstacle: string): Promise<FwError> {
  const { address, port } = remote;
  const what = `the screen of ${node} cannot be offered at ${address} port ${port}`;
  const other = "give the screen another one: vm.spice.remote.port";
  if (obstacle === "EADDRINUSE") {
    const { who, cure } = await holder(port);
    return new FwError("E_IO", `${what}: ${who} has it`, { hint: `${cure}, or ${other}` });
  }
  if (obstacle === "EACCES") {
    const hint = `take a port from 1024 on: vm.spice.remote.port; or run fw as root`;
    return new FwError("E_IO", `${what}: only root may listen there`, { hint });
  }
  if (obstacle === "EADDRNOTAVAIL") {
    const hint = "name one that it has, as ip address shows them: vm.spice.remote.address";
    return new FwError("E_IO", `${what}: this machine has no such address`, { hint });
  }
  return new FwError("E_IO", `${what}: ${obstacle}`, { hint: other });
}

async function holder(port: number): Promise<{ readonly who: string; readonly cure: string }> {
  const found = await portHolder(port);
  if (found === undefined)
    return { who: "another user's program", cure: `see which: sudo ss -ltnp sport = :${port}` };
  const proxy = proxyOf(found.argv);
  if (proxy !== undefined) {
    const { lab, node } = proxy;
    return { who: `${node} of lab ${lab}`, cure: `end that lab: fw down --lab ${lab}` };
  }
  const [program = "a program"] = found.argv;
  const who = `${basename(program)}, process ${found.pid},`;
  return { who, cure: `end it: kill ${found.pid}` };
}

/** Another lab's proxy is known by what it was told when it started. */
function proxyOf(argv: readonly string[]): Pick<ProxySettings, "lab" | "node"> | undefined {
  if (!argv.some((word) => basename(word) === basename(programFile("spice")))) return undefined;
  try {
    return JSON.parse(argv.at(-1) ?? "") as ProxySettings;
  } catch {
    return undefined;
  }
}
