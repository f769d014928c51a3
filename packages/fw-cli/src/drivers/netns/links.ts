import { familyOf, type Interface, type Node, subnetOfAddress } from "fw-config";

/**
 * The lines for `ip -batch`, run in the lab's namespace, that give a node its
 * cables: for each card a pair of virtual Ethernet ends, one on the bridge
 * under the name that a virtual machine's tap would have, one in the node.
 *
 * @param init process 1 of the node, as the lab's namespace numbers it
 */
export function cablePlan(node: Node, init: number): readonly string[] {
  return node.nics.flatMap(({ name, mac, tap, bridge }) => [
    `link add ${tap} type veth peer name ${name} address ${mac} netns ${init}`,
    `link set ${tap} addrgenmode none master ${bridge} up`,
  ]);
}

/** The lines for `ip -batch`, run inside the node, that do what its systemd-networkd would. */
export function addressPlan(node: Node): readonly string[] {
  return [
    "link set lo up",
    ...node.interfaces.flatMap(interfaceLines),
    ...node.routes.map(
      ({ destination, via, interface: dev }) =>
        `route add ${destination} via ${via} dev ${dev} onlink proto static`,
    ),
  ];
}

function interfaceLines(entry: Interface): readonly string[] {
  const { name, addresses } = entry;
  const ipv6 = addresses.some((address) => familyOf(address) === 6);
  return [
    ...makingLines(entry),
    `link set ${name} addrgenmode ${ipv6 ? "eui64" : "none"} up`,
    ...addresses.map((address) => `addr add ${address} dev ${name} ${addressOptions(address)}`),
  ];
}

/**
 * A daemon binds to its address at once; nobody else could have it in the lab. A broadcast address
 * is what systemd-networkd gives as well: one that starts later refuses an address without.
 */
function addressOptions(address: string): string {
  const subnet = subnetOfAddress(address);
  if (subnet?.family === 6) return "nodad";
  return (subnet?.prefix ?? 0) > MOST_WITH_BROADCAST ? "" : "brd +";
}

/** Of the two addresses of a /31 none is for broadcasts (RFC 3021). */
const MOST_WITH_BROADCAST = 30;

/** What makes an interface that is no network card itself. */
function makingLines({ kind, name, card, vlan, bond }: Interface): readonly string[] {
  if (kind === "vlan") {
    return [`link set ${card} up`, `link add link ${card} name ${name} type vlan id ${vlan}`];
  }
  if (kind !== "bond" || bond === undefined) return [];
  const { cards, mode } = bond;
  return [
    `link add ${name} type bond mode ${mode} miimon ${MIIMON_MS}`,
    ...cards.map((member) => `link set ${member} down master ${name}`),
    ...cards.map((member) => `link set ${member} up`),
  ];
}

/** How often a bond looks at its cards' carriers. */
const MIIMON_MS = 20;
