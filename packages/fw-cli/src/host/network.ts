import type { Model } from "fw-config";

import { type Namespace, runInside } from "./namespace.ts";

/**
 * The lines for `ip -batch` that build the lab's ground inside its namespace:
 * a bridge for each network, a tap for each interface of a virtual machine,
 * and the addresses and routes of the lab host, which sits on its bridge.
 *
 * @param cables who makes the nodes' ends on the bridges: this plan, as taps, or the driver itself
 */
export function networkPlan(model: Model, cables: "taps" | "own"): readonly string[] {
  // Networks with different tags may share a bridge, which passes tagged frames on as they are.
  const names = [...new Set(model.networks.map(({ bridge }) => bridge))];
  const bridges = names.flatMap((bridge, index) => [
    `link add ${bridge} address ${bridgeMac(index)} type bridge mcast_snooping 0`,
    `link set ${bridge} addrgenmode none up`,
  ]);
  const nics = cables === "own" ? [] : model.nodes.flatMap((node) => node.nics);
  const taps = nics.flatMap(({ tap, bridge }) => [
    `tuntap add dev ${tap} mode tap`,
    `link set ${tap} addrgenmode none master ${bridge} up`,
  ]);
  const grounds = model.nodes
    .filter((node) => node.kind === "lab-host")
    .flatMap((node) => [
      ...node.interfaces.flatMap(({ bridge, addresses }) =>
        addresses.map((address) => `addr add ${address} dev ${bridge}`),
      ),
      ...node.routes.map(({ destination, via }) => `route add ${destination} via ${via}`),
    ]);
  return ["link set lo up", ...bridges, ...taps, ...grounds];
}

/**
 * A bridge without an address of its own has its lowest port's, and another one when that port
 * goes: the lab host would vanish from its neighbours' tables whenever a node is switched off.
 */
function bridgeMac(index: number): string {
  return `02:62:72:00:00:${index.toString(16).padStart(2, "0")}`;
}

/** Ports below 1024 open to the lab's servers, which run without privileges. */
const SETTINGS = "net.ipv4.ip_unprivileged_port_start=0";

/** Builds what {@link networkPlan} says. */
export async function buildNetwork(
  namespace: Namespace,
  model: Model,
  cables: "taps" | "own",
): Promise<void> {
  const lines = networkPlan(model, cables);
  await runInside(namespace, ["ip", "-batch", "-"], `${lines.join("\n")}\n`);
  await runInside(namespace, ["sysctl", "-q", "-w", SETTINGS]);
}
