import { contains } from "../address/cidr.ts";
import { familyOf, subnetOfAddress } from "../address/interface-address.ts";
import { parseIp } from "../address/ip.ts";
import { isLinkLocal } from "../address/link-local.ts";
import type { Artifact } from "../artifact.ts";
import type { Bond, Interface, Model, Node, Route } from "../model/types.ts";
import type { Line } from "./lines.ts";
import { netdevFile, networkFile, type NetworkdPlace } from "./networkd-file.ts";

/** Whether a gateway is in a subnet of one of a machine's own addresses. */
function isNear(via: string, addresses: readonly string[]): boolean {
  const ip = parseIp(via);
  return addresses.some((text) => {
    const subnet = subnetOfAddress(text);
    return ip !== undefined && subnet !== undefined && contains(subnet, ip);
  });
}

/**
 * A route as a section of a .network file, with an empty line before it. A gateway in the subnet
 * of a virtual address alone is on the link too, whoever holds that address.
 *
 * @param addresses the machine's own on the interface, with their prefixes
 */
export function routeSection(route: Route, addresses: readonly string[]): readonly Line[] {
  const destination = route.destination === "default" ? undefined : route.destination;
  return [
    "",
    "[Route]",
    destination === undefined ? undefined : `Destination=${destination}`,
    `Gateway=${route.via}`,
    isNear(route.via, addresses) ? undefined : "GatewayOnLink=yes",
  ];
}

/**
 * A firewall's interface is configured without a carrier: a daemon must find its addresses also
 * when a cable is out, and keepalived itself watches the links. KeepConfiguration keeps a restart
 * of networkd from removing the virtual addresses, which are keepalived's.
 */
function firewallOptions(node: Node): readonly Line[] {
  if (node.kind !== "firewall") return [];
  return ["ConfigureWithoutCarrier=yes", "KeepConfiguration=static"];
}

/** Whether networkd would first ask the link for seconds who else has an address (RFC 5227). */
function isProbed(address: string): boolean {
  const subnet = subnetOfAddress(address);
  return subnet !== undefined && isLinkLocal(subnet);
}

/** An address as a section, with an empty line before it: it is the configuration that gives it. */
function unprobed(address: string): readonly Line[] {
  return ["", "[Address]", `Address=${address}`, "DuplicateAddressDetection=none"];
}

function placeOf(node: Node): NetworkdPlace {
  return { host: node.name, order: 10 };
}

function interfaceFile(node: Node, entry: Interface): Artifact {
  const ipv6 = entry.addresses.some((address) => familyOf(address) === 6);
  const routes = node.routes.filter((route) => route.interface === entry.name);
  const required = node.kind === "firewall" ? "no-carrier" : "yes";
  return networkFile(placeOf(node), entry.name, required, [
    `Description=${entry.network}`,
    ...entry.addresses.flatMap((address) => (isProbed(address) ? [] : [`Address=${address}`])),
    `LinkLocalAddressing=${ipv6 ? "ipv6" : "no"}`,
    "IPv6AcceptRA=no",
    "LLMNR=no",
    "MulticastDNS=no",
    "LLDP=no",
    ...firewallOptions(node),
    ...vlanLines(node, entry.name),
    ...entry.addresses.filter(isProbed).flatMap(unprobed),
    ...routes.flatMap((route) => routeSection(route, entry.addresses)),
  ]);
}

/** The VLANs that a card carries, announced in the card's own file. */
function vlanLines(node: Node, card: string): readonly string[] {
  return node.interfaces
    .filter((entry) => entry.kind === "vlan" && entry.card === card)
    .map((entry) => `VLAN=${entry.name}`);
}

function vlanFile(node: Node, { name, vlan }: Interface): Artifact {
  return netdevFile(placeOf(node), name, "vlan", ["[VLAN]", `Id=${vlan}`]);
}

/**
 * The failure of a card is seen sooner than the one of a firewall. The first card is preferred
 * while its link is up, so that both ends of two cables choose the same one.
 */
const bondOptions: Readonly<Record<Bond["mode"], readonly string[]>> = {
  "active-backup": ["PrimaryReselectPolicy=always"],
  "802.3ad": ["LACPTransmitRate=fast", "TransmitHashPolicy=layer3+4"],
};

function bondFiles(node: Node, name: string, { cards, mode }: Bond): readonly Artifact[] {
  const device = netdevFile(placeOf(node), name, "bond", [
    "[Bond]",
    `Mode=${mode}`,
    "MIIMonitorSec=20ms",
    ...bondOptions[mode],
  ]);
  const members = cards.map((card, i) =>
    networkFile(placeOf(node), card, "no", [
      `Bond=${name}`,
      mode === "active-backup" && i === 0 ? "PrimarySlave=yes" : undefined,
    ]),
  );
  return [device, ...members];
}

/** A card that has no untagged network. */
function bareCard(node: Node, card: string): Artifact {
  return networkFile(placeOf(node), card, "no", [
    "LinkLocalAddressing=no",
    "IPv6AcceptRA=no",
    ...firewallOptions(node),
    ...vlanLines(node, card),
  ]);
}

/** The systemd-networkd files of a node. */
export function renderNetworkd(_model: Model, node: Node): readonly Artifact[] {
  const bonds = node.interfaces.flatMap(({ name, bond }) => (bond ? [{ name, bond }] : []));
  const named = new Set([
    ...node.interfaces.map((entry) => entry.name),
    ...bonds.flatMap(({ bond }) => bond.cards),
  ]);
  return [
    ...node.interfaces.map((entry) => interfaceFile(node, entry)),
    ...node.interfaces
      .filter((entry) => entry.kind === "vlan")
      .map((entry) => vlanFile(node, entry)),
    ...bonds.flatMap(({ name, bond }) => bondFiles(node, name, bond)),
    ...node.nics.filter((nic) => !named.has(nic.name)).map((nic) => bareCard(node, nic.name)),
  ];
}
