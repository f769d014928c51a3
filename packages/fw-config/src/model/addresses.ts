import { canonical } from "../address/canonical.ts";
import { contains, hostAddressesOf, parseCidr, type Cidr } from "../address/cidr.ts";
import { familyOf } from "../address/interface-address.ts";
import { formatIp, parseIp } from "../address/ip.ts";
import { isLinkLocal } from "../address/link-local.ts";
import type { Config } from "../config/config.ts";
import { itemPath, listOf } from "../config/lists.ts";
import type { OneOrMore } from "../config/scalars.ts";
import type { ConfigPath } from "../diagnostics/diagnostic.ts";

/** An address that a machine has, and where the configuration says so. */
export interface PlacedAddress {
  readonly address: string;
  readonly network: string;
  /** Whose address it is, for messages. */
  readonly owner: string;
  readonly path: ConfigPath;
}

/** The subnets of a network; empty when the network is unknown. */
export function subnetsOf(config: Config, network: string): readonly Cidr[] {
  return listOf(config.networks[network]?.subnet).flatMap((text) => parseCidr(text) ?? []);
}

/** The subnet of the network that holds the address. */
export function subnetOf(config: Config, network: string, address: string): Cidr | undefined {
  const ip = parseIp(address);
  return ip && subnetsOf(config, network).find((subnet) => contains(subnet, ip));
}

/** `192.168.0.1` becomes `192.168.0.1/24` by its network's subnet. */
export function withPrefix(config: Config, network: string, address: string): string {
  const subnet = subnetOf(config, network, address);
  return `${address}/${subnet?.prefix ?? (familyOf(address) === 4 ? 32 : 128)}`;
}

function placed(
  value: OneOrMore<string> | undefined,
  network: string,
  owner: string,
  path: ConfigPath,
): readonly PlacedAddress[] {
  return listOf(value).map((address, i) => ({
    address,
    network,
    owner,
    path: itemPath(path, value, i),
  }));
}

/** Addresses of an interface's network that are others' than the firewalls' own. */
function reservedOn(config: Config, interfaceName: string): ReadonlySet<string> {
  const { interfaces, members, routes = [] } = config.firewall;
  const given = Object.values(members).map(({ addresses }) => addresses?.[interfaceName]);
  const texts = [interfaces[interfaceName]?.vip, ...given].flatMap((value) => listOf(value));
  const all = [...texts, ...routes.map(({ via }) => via)].map((text) => parseIp(text));
  return new Set(all.flatMap((ip) => (ip === undefined ? [] : [formatIp(ip)])));
}

/** The first addresses of a subnet that hosts can have and nobody has, at most `count`. */
function firstFree(subnet: Cidr, reserved: ReadonlySet<string>, count: number): readonly string[] {
  const found: string[] = [];
  for (const address of hostAddressesOf(subnet)) {
    if (!reserved.has(address)) found.push(address);
    if (found.length >= count) break;
  }
  return found;
}

/**
 * What the firewalls have on an interface when nothing is given: for each family the first
 * addresses beside the virtual ones and the gateways, in the first subnet that has room for all.
 * A link-local subnet comes first: it is good for nothing else.
 */
function defaultPlaces(config: Config, interfaceName: string): readonly (readonly string[])[] {
  const { network = "" } = config.firewall.interfaces[interfaceName] ?? {};
  const subnets = subnetsOf(config, network);
  const reserved = reservedOn(config, interfaceName);
  const count = Object.keys(config.firewall.members).length;
  return [...new Set(subnets.map(({ family }) => family))].map((family) => {
    const ofFamily = subnets.filter((subnet) => subnet.family === family);
    const ordered = [
      ...ofFamily.filter((subnet) => isLinkLocal(subnet)),
      ...ofFamily.filter((subnet) => !isLinkLocal(subnet)),
    ];
    const rooms = ordered.map((subnet) => firstFree(subnet, reserved, count));
    return rooms.find((room) => room.length === count) ?? rooms[0] ?? [];
  });
}

/** The own addresses of a firewall on an interface: given, or by its place in the pair. */
export function memberAddresses(
  config: Config,
  member: string,
  interfaceName: string,
): readonly PlacedAddress[] {
  const network = config.firewall.interfaces[interfaceName]?.network ?? "";
  const given = config.firewall.members[member]?.addresses?.[interfaceName];
  const path = ["firewall", "members", member, "addresses", interfaceName];
  if (given !== undefined) return placed(given, network, member, path);
  const place = Object.keys(config.firewall.members).indexOf(member);
  return defaultPlaces(config, interfaceName).flatMap((addresses) => {
    const address = addresses[place];
    const at = ["firewall", "members", member];
    return address === undefined ? [] : [{ address, network, owner: member, path: at }];
  });
}

/** The virtual addresses of an interface. */
export function vipAddresses(config: Config, interfaceName: string): readonly PlacedAddress[] {
  const entry = config.firewall.interfaces[interfaceName];
  const path = ["firewall", "interfaces", interfaceName, "vip"];
  const owner = `the virtual address of ${interfaceName}`;
  return placed(entry?.vip, entry?.network ?? "", owner, path);
}

/**
 * The virtual address of a network that stands for it, one of each family: the first one. A host's
 * gateway is the first one of its own subnet, where there is one.
 *
 * @param own an address of a host on the network
 */
export function mainVips(config: Config, network: string, own?: string): readonly string[] {
  const name = interfaceOn(config, network);
  const vips = name === undefined ? [] : vipAddresses(config, name).map(({ address }) => address);
  const subnet = own === undefined ? undefined : subnetOf(config, network, own);
  const isNear = (vip: string): boolean => {
    const ip = parseIp(vip);
    return subnet !== undefined && ip !== undefined && contains(subnet, ip);
  };
  const ordered = [...vips.filter(isNear), ...vips.filter((vip) => !isNear(vip))];
  const ofFamily = ([4, 6] as const).flatMap(
    (family) => ordered.find((vip) => familyOf(vip) === family) ?? [],
  );
  return vips.filter((vip) => ofFamily.includes(vip)).map((vip) => canonical(vip));
}

/** The addresses of a host. */
export function hostAddresses(config: Config, host: string): readonly PlacedAddress[] {
  const entry = config.hosts?.[host];
  return placed(entry?.address, entry?.network ?? "", host, ["hosts", host, "address"]);
}

/** Every address of every machine. */
export function allAddresses(config: Config): readonly PlacedAddress[] {
  const interfaces = Object.keys(config.firewall.interfaces);
  const members = Object.keys(config.firewall.members);
  return [
    ...members.flatMap((member) =>
      interfaces.flatMap((name) => memberAddresses(config, member, name)),
    ),
    ...interfaces.flatMap((name) => vipAddresses(config, name)),
    ...Object.keys(config.hosts ?? {}).flatMap((host) => hostAddresses(config, host)),
  ];
}

/** The networks of the state sync, the one in use at first before its substitutes. */
export function syncNetworks(config: Config): readonly string[] {
  return listOf(config.ha.stateSync.network);
}

/** The firewalls' interface on a network. */
export function interfaceOn(config: Config, network: string): string | undefined {
  const entries = Object.entries(config.firewall.interfaces);
  return entries.find(([, entry]) => entry.network === network)?.[0];
}
