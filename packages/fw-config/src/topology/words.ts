import type { Topology, TopologyFirewall, TopologyNetwork, TopologyVip } from "./topology.ts";

/** What every kind of picture says of a network below its name. */
export function networkLines({ subnets, vlan, sync }: TopologyNetwork): readonly string[] {
  return [
    ...subnets,
    ...(vlan === undefined ? [] : [`VLAN ${vlan}`]),
    ...(sync ? ["state sync"] : []),
  ];
}

/** What is on a network beside the firewalls. */
export interface Neighbour {
  readonly kind: "host" | "routed";
  readonly name: string;
  readonly detail: readonly string[];
}

/** The machines on a network, then what lies behind its routers. */
export function neighboursOf({ hosts, routes }: TopologyNetwork): readonly Neighbour[] {
  return [
    ...hosts.map(({ name, kind, addresses }): Neighbour => {
      const itself = kind === "lab-host" ? ["this machine"] : [];
      return { kind: "host", name, detail: [...addresses, ...itself] };
    }),
    ...routes.map(({ destination, via }): Neighbour => {
      const name = destination === "default" ? "everywhere else" : destination;
      return { kind: "routed", name, detail: via.map((router) => `via ${router}`) };
    }),
  ];
}

/** A firewall's name, and its role when somebody asked. */
export function firewallTitle({ name, role }: TopologyFirewall): string {
  return role === undefined ? name : `${name} (${roleWord(role)})`;
}

/** A role as it is shown. */
export function roleWord(role: TopologyFirewall["role"]): string {
  return role ?? "no role";
}

/** Who holds a virtual address: nothing when nobody asked or all is well. */
export function holderProblem({
  holders,
}: TopologyVip): "nobody holds it" | "held twice" | undefined {
  if (holders === undefined || holders.length === 1) return undefined;
  return holders.length === 0 ? "nobody holds it" : "held twice";
}

/** A virtual address in words. */
export function vipLine(vip: TopologyVip): string {
  const problem = holderProblem(vip);
  return `VIP ${vip.address}${problem === undefined ? "" : `: ${problem}`}`;
}

/** One sentence for those who cannot see the picture. */
export function topologySummary({ name, firewalls, networks }: Topology): string {
  const pair = firewalls.map(firewallTitle).join(" and ");
  return `${name}: ${pair} join ${networks.map((network) => network.name).join(", ")}`;
}
