import type { Interface, Model, Network, Node } from "../model/types.ts";

/** What a running firewall is at this moment. */
export interface LiveFirewall {
  /** Its host name. */
  readonly name: string;
  /** Its VRRP role; null while it has none, as when it is off. */
  readonly role: "primary" | "backup" | "fault" | null;
  /** The virtual addresses that it holds, without prefix. */
  readonly vips: readonly string[];
}

/** A member of the pair. */
export interface TopologyFirewall {
  /** Its host name. */
  readonly name: string;
  /** Its VRRP role; null while it has none. Absent: nobody asked. */
  readonly role?: LiveFirewall["role"];
}

/** Where a firewall is on a network. */
export interface TopologyPort {
  /** The firewall's host name. */
  readonly firewall: string;
  /** Its interface, like `eth1` or `bond0.20`. */
  readonly interface: string;
  /** Its own addresses with their prefix. */
  readonly addresses: readonly string[];
}

/** A virtual address of the pair. */
export interface TopologyVip {
  /** Without its prefix. */
  readonly address: string;
  /** The firewalls that hold it: one when all is well. Absent: nobody asked. */
  readonly holders?: readonly string[];
}

/** A machine on a network. */
export interface TopologyHost {
  /** Its host name. */
  readonly name: string;
  /** `lab-host` is the machine that runs the lab. */
  readonly kind: "client" | "lab-host";
  /** Its addresses with their prefix. */
  readonly addresses: readonly string[];
}

/** What the firewalls reach by a router on a network. */
export interface TopologyRoute {
  /** `default` or a block. */
  readonly destination: string;
  /** The routers' addresses: one a family, or several where the firewalls differ. */
  readonly via: readonly string[];
}

/** A network with everything that is on it. */
export interface TopologyNetwork {
  /** Its name in the configuration. */
  readonly name: string;
  /** Whether it carries the pair's state sync. */
  readonly sync: boolean;
  /** Blocks like `192.168.0.0/24`. */
  readonly subnets: readonly string[];
  /** The 802.1Q tag; absent when untagged. */
  readonly vlan?: number;
  /** The firewalls on it, in the order of the configuration. */
  readonly ports: readonly TopologyPort[];
  /** The virtual addresses on it. */
  readonly vips: readonly TopologyVip[];
  /** The other machines on it. */
  readonly hosts: readonly TopologyHost[];
  /** What lies behind its routers. */
  readonly routes: readonly TopologyRoute[];
}

/** The pair, and the networks that it joins: those with a default route first, the state sync last. */
export interface Topology {
  /** The lab's name. */
  readonly name: string;
  /** The first firewall of the configuration, then the second. */
  readonly firewalls: readonly TopologyFirewall[];
  /** Each once. */
  readonly networks: readonly TopologyNetwork[];
}

/**
 * The topology of a model.
 *
 * @param live - what the firewalls of a running lab are; absent: the drawing shows no roles
 */
export function topologyOf(model: Model, live?: readonly LiveFirewall[]): Topology {
  const firewalls = model.nodes.filter(({ kind }) => kind === "firewall");
  const networks = inOrderOfInterfaces(model, firewalls).map((network): TopologyNetwork => {
    const { name, subnets, vlan } = network;
    return {
      name,
      sync: model.ha.syncLinks.some((link) => link.network === name),
      subnets,
      ...(vlan !== undefined && { vlan }),
      ports: firewalls.flatMap((node) =>
        interfacesOn(node, name).map((own) => ({
          firewall: node.name,
          interface: own.name,
          addresses: own.addresses,
        })),
      ),
      vips: model.ha.vips
        .filter((vip) => vip.network === name)
        .map(({ address }) => ({ address, ...(live && { holders: holdersOf(address, live) }) })),
      hosts: model.nodes.flatMap((node) =>
        node.kind === "firewall"
          ? []
          : interfacesOn(node, name).map(({ addresses }) => ({
              name: node.name,
              kind: node.kind === "client" ? "client" : "lab-host",
              addresses,
            })),
      ),
      routes: routesBy(firewalls, name),
    };
  });
  return {
    name: model.name,
    firewalls: firewalls.map(({ name }) => ({
      name,
      ...(live && { role: live.find((one) => one.name === name)?.role ?? null }),
    })),
    networks: networks.toSorted((a, b) => place(a) - place(b)),
  };
}

/** As an administrator counts them: eth0, eth1, eth2. Networks without a firewall come last. */
function inOrderOfInterfaces({ networks }: Model, [first]: readonly Node[]): readonly Network[] {
  const order = first?.interfaces.map(({ network }) => network) ?? [];
  const rank = ({ name }: Network): number => {
    const index = order.indexOf(name);
    return index === -1 ? order.length : index;
  };
  return networks.toSorted((a, b) => rank(a) - rank(b));
}

function interfacesOn({ interfaces }: Node, network: string): readonly Interface[] {
  return interfaces.filter((own) => own.network === network);
}

function holdersOf(address: string, live: readonly LiveFirewall[]): readonly string[] {
  return live.filter(({ vips }) => vips.includes(address)).map(({ name }) => name);
}

/** What either firewall reaches by a network; both say the same of most. */
function routesBy(firewalls: readonly Node[], network: string): readonly TopologyRoute[] {
  const routers = new Map<string, Set<string>>();
  for (const node of firewalls) {
    const own = new Set(interfacesOn(node, network).map(({ name }) => name));
    for (const { destination, via } of node.routes.filter((route) => own.has(route.interface))) {
      routers.set(destination, (routers.get(destination) ?? new Set()).add(via));
    }
  }
  return Array.from(routers, ([destination, via]) => ({ destination, via: [...via] }));
}

/** Where a network stands in a drawing: what leads out above, what only the pair uses below. */
function place({ sync, routes }: TopologyNetwork): number {
  if (sync) return 2;
  return routes.some(({ destination }) => destination === "default") ? 0 : 1;
}
