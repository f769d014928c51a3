import { bareAddress, familyOf } from "../address/interface-address.ts";
import type { Family } from "../address/ip.ts";
import { helperOf } from "../services/port-service.ts";
import type { HaMember, Model, Node, Rule, SyncLink } from "./types.ts";

/** The machines of a kind. */
export function nodesOfKind(model: Model, kind: Node["kind"]): readonly Node[] {
  return model.nodes.filter((node) => node.kind === kind);
}

/** A node's own address on an interface. */
export function ownAddress(node: Node, interfaceName: string, family: Family): string | undefined {
  const own = node.interfaces.find((entry) => entry.name === interfaceName)?.addresses ?? [];
  const address = own.find((candidate) => familyOf(candidate) === family);
  return address === undefined ? undefined : bareAddress(address);
}

/** The other firewall. */
export function peerOf(model: Model, node: Node): Node {
  const peer = nodesOfKind(model, "firewall").find((other) => other.name !== node.name);
  if (peer === undefined) throw new TypeError(`the firewall ${node.name} has no peer`);
  return peer;
}

/** The addresses on a link of the state sync: the firewall's own, then its peer's. */
export function syncAddresses(model: Model, node: Node, link: SyncLink): readonly [string, string] {
  const [first, second] = link.addresses;
  return node.name === model.ha.members[0].name ? [first, second] : [second, first];
}

/** A firewall as the HA daemons see it. */
export function memberOf(model: Model, node: Node): HaMember {
  const member = model.ha.members.find((candidate) => candidate.name === node.name);
  if (member === undefined) throw new TypeError(`${node.name} is no member of the pair`);
  return member;
}

/** Whose notifications decide a firewall's role: the sync group's, or the only instance's. */
export function notifier(model: Model): {
  readonly kind: "INSTANCE" | "GROUP";
  readonly name: string;
} {
  const { syncGroup, instances } = model.ha;
  return syncGroup === undefined
    ? { kind: "INSTANCE", name: instances[0]?.name ?? "" }
    : { kind: "GROUP", name: syncGroup };
}

/** A call of H.323 opens channels from channels: the kernel gives the expected ones these helpers. */
const furtherHelpers: ReadonlyMap<string, readonly string[]> = new Map([
  ["RAS", ["Q.931", "H.245"]],
  ["Q.931", ["H.245"]],
]);

/** The kernel's helpers that connections of some rule have, or those that they expect; sorted. */
export function helpersInUse(model: Pick<Model, "rules" | "destinationNat">): readonly string[] {
  const accepted = model.rules.filter((rule) => rule.action === "accept");
  // Many rules share one list of services.
  const lists = new Set(accepted.map((rule) => rule.services ?? []));
  const forwarded = model.destinationNat.map((entry) => entry.service);
  const helpers = [...[...lists].flat(), ...forwarded].flatMap(
    (service) => helperOf(service) ?? [],
  );
  const further = helpers.flatMap((helper) => furtherHelpers.get(helper) ?? []);
  return [...new Set([...helpers, ...further])].toSorted();
}

/** The rules between two networks, by `from to`; a network and itself where a route leads back. */
export function rulesByDirection(model: Model): ReadonlyMap<string, readonly Rule[]> {
  const byPair = new Map<string, Rule[]>();
  for (const rule of model.rules) {
    for (const from of rule.from) {
      for (const to of rule.to) {
        if (from === to && !rule.within.includes(from)) continue;
        const own = byPair.get(`${from} ${to}`);
        if (own === undefined) byPair.set(`${from} ${to}`, [rule]);
        else own.push(rule);
      }
    }
  }
  return byPair;
}

/**
 * The networks within which some rule lets connections through to what is behind a router there, in
 * the order of the networks.
 */
export function networksWithin(model: Model): readonly string[] {
  const accepting = model.rules.filter((rule) => rule.action === "accept");
  const named = new Set(accepting.flatMap((rule) => rule.within));
  const routes = nodesOfKind(model, "firewall")[0]?.routes ?? [];
  const routed = new Set(routes.map((route) => route.interface));
  return model.networks
    .filter(({ firewallInterface = "" }) => routed.has(firewallInterface))
    .map(({ name }) => name)
    .filter((name) => named.has(name));
}

/** The address families of the networks. */
export function familiesOf(model: Model): ReadonlySet<Family> {
  return new Set(model.networks.flatMap((network) => network.subnets).map(familyOf));
}

/**
 * Whether helpers may announce connections to the address of source NAT: active FTP, TFTP, and the
 * media of SIP and H.323.
 */
export function translatesExpectations(
  model: Pick<Model, "ha" | "sourceNat" | "rules" | "destinationNat">,
): boolean {
  return !model.ha.published && model.sourceNat.length > 0 && helpersInUse(model).length > 0;
}

/** IPv4 first. */
export function inOrder(families: ReadonlySet<Family>): readonly Family[] {
  return ([4, 6] as const).filter((family) => families.has(family));
}

/** Whether any network has addresses of the family. */
export function usesFamily(model: Model, family: Family): boolean {
  return familiesOf(model).has(family);
}
