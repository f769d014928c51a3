import { contains, lastOf, parseCidr } from "../address/cidr.ts";
import { familyOf } from "../address/interface-address.ts";
import { formatIp, parseIp } from "../address/ip.ts";
import type { Config } from "../config/config.ts";
import { listOf } from "../config/lists.ts";
import {
  allAddresses,
  hostAddresses,
  interfaceOn,
  memberAddresses,
  subnetOf,
  subnetsOf,
  vipAddresses,
  type PlacedAddress,
} from "../model/addresses.ts";
import { freeAddresses } from "../model/free-addresses.ts";
import type { Check } from "./check.ts";

const linkLocal = parseCidr("fe80::/10");

function isLinkLocal(address: string): boolean {
  const ip = parseIp(address);
  return ip !== undefined && linkLocal !== undefined && contains(linkLocal, ip);
}

/** Virtual addresses lie in a subnet of their interface's network. */
const vipsAreInTheirSubnet: Check = (config, report) => {
  for (const name of Object.keys(config.firewall.interfaces)) {
    for (const { address, network, path } of vipAddresses(config, name)) {
      if (config.networks[network] === undefined || subnetOf(config, network, address)) continue;
      const subnets = listOf(config.networks[network].subnet).join(", ");
      const message = `the virtual address ${address} is not in the network "${network}" (${subnets})`;
      const hint = isLinkLocal(address)
        ? `link-local virtual addresses cannot be written: choose an address of ${subnets}, and make it the gateway of the hosts`
        : `choose a free address of ${subnets}, or list its own subnet too: \`subnet: [${subnets}, ${address}/…]\``;
      report("FW011", path, message, hint);
    }
  }
};

/** Addresses of firewalls and hosts lie in a subnet of their network. An external host may be anywhere behind it. */
const addressesAreInTheirSubnet: Check = (config, report) => {
  for (const { address, network, owner, path } of allAddresses(config)) {
    if (path[0] === "firewall" && path[1] === "interfaces") continue;
    if (path[0] === "hosts" && config.hosts?.[owner]?.kind === "external") continue;
    if (config.networks[network] === undefined || subnetOf(config, network, address)) continue;
    const subnets = listOf(config.networks[network].subnet).join(", ");
    const message = `the address ${address} of ${owner} is not in the network "${network}" (${subnets})`;
    report("FW014", path, message, `choose a free address of ${subnets}`);
  }
};

/** How a firewall gets another address of its own than the default one. */
function ownAddressHint(
  config: Config,
  { address, network, owner }: PlacedAddress,
  free: ReturnType<typeof freeAddresses>,
): string {
  const name = interfaceOn(config, network) ?? "";
  const another = free(network, familyOf(address));
  if (another === undefined) {
    return `choose a larger subnet for "${network}": each firewall needs an address beside the virtual one`;
  }
  const others = memberAddresses(config, owner, name).map((own) =>
    own.address === address ? another : own.address,
  );
  const list = others.map((own) => (own.includes(":") ? `"${own}"` : own)).join(", ");
  const value = others.length === 1 ? list : `[${list}]`;
  return `keep it, and give ${owner} another: \`firewall.members.${owner}: { addresses: { ${name}: ${value} } }\``;
}

/** What to give to one of two that have the same address. */
function uniqueHint(
  config: Config,
  first: PlacedAddress,
  second: PlacedAddress,
  free: ReturnType<typeof freeAddresses>,
): string | undefined {
  const isOwn = ({ path }: PlacedAddress): boolean => path[1] === "members";
  if (isOwn(first) && !isOwn(second)) return ownAddressHint(config, first, free);
  const address = free(second.network, familyOf(second.address));
  return address === undefined ? undefined : `choose a free address, like ${address}`;
}

/** Whom an address is given to twice; one machine may have it on two networks. */
function bothOwners(first: PlacedAddress, second: PlacedAddress): string {
  if (first.owner !== second.owner) return `for ${first.owner} and for ${second.owner}`;
  if (first.network === second.network) return `for ${first.owner}`;
  return `for ${first.owner} on "${first.network}" and on "${second.network}"`;
}

/** No address is given to two machines. */
const addressesAreUnique: Check = (config, report) => {
  const owners = new Map<string, PlacedAddress>();
  const free = freeAddresses(config);
  for (const placed of allAddresses(config)) {
    const { address, path } = placed;
    const ip = parseIp(address);
    const key = ip === undefined ? address : formatIp(ip);
    const first = owners.get(key);
    owners.set(key, first ?? placed);
    if (first === undefined) continue;
    const message = `${address} is used twice: ${bothOwners(first, placed)}`;
    report("FW013", path, message, uniqueHint(config, first, placed, free));
  }
};

/** No machine has the address of the subnet itself or of all its hosts. */
const addressesAreHosts: Check = (config, report) => {
  for (const { address, network, owner, path } of allAddresses(config)) {
    const ip = parseIp(address);
    const subnet = subnetOf(config, network, address);
    if (ip?.family !== 4 || subnet === undefined || subnet.prefix > 30) continue;
    if (ip.value !== subnet.first && ip.value !== lastOf(subnet)) continue;
    const [low, high] = [subnet.first + 1n, lastOf(subnet) - 1n].map((value) =>
      formatIp({ family: 4, value }),
    );
    const message = `${address}, the address of ${owner}, is not a host's address`;
    report("FW045", path, message, `choose one from ${low} to ${high}`);
  }
};

/** A machine has at most one address of each family on a network. */
const oneAddressPerFamily: Check = (config, report) => {
  const interfaces = Object.keys(config.firewall.interfaces);
  const lists: readonly (readonly PlacedAddress[])[] = [
    ...Object.keys(config.hosts ?? {}).map((host) => hostAddresses(config, host)),
    ...Object.keys(config.firewall.members).flatMap((member) =>
      interfaces.map((name) => memberAddresses(config, member, name)),
    ),
  ];
  for (const list of lists) {
    for (const [i, { address, owner, path }] of list.entries()) {
      if (!list.slice(0, i).some((other) => familyOf(other.address) === familyOf(address)))
        continue;
      const message = `${address} is a second address of ${owner} in its family`;
      report("FW026", path, message, "keep one of each family");
    }
  }
};

/** Each firewall has an address of its own in each subnet of each interface. */
const membersHaveAddresses: Check = (config, report) => {
  for (const member of Object.keys(config.firewall.members)) {
    for (const [name, { network }] of Object.entries(config.firewall.interfaces)) {
      const own = memberAddresses(config, member, name).map(({ address }) => familyOf(address));
      for (const family of new Set(subnetsOf(config, network).map((subnet) => subnet.family))) {
        if (own.includes(family)) continue;
        const message = `${member} has no IPv${family} address on ${name}`;
        const hint =
          family === 4
            ? `give one under firewall.members.${member}.addresses.${name}, choose a larger subnet for "${network}", or list one more for the firewalls' own addresses: \`subnet: [${listOf(config.networks[network]?.subnet).join(", ")}, 169.254.1.0/29]\``
            : `give one under firewall.members.${member}.addresses.${name}`;
        report("FW028", ["firewall", "members", member], message, hint);
      }
    }
  }
};

/** In the order of their findings. */
export const addressChecks: readonly Check[] = [
  vipsAreInTheirSubnet,
  addressesAreInTheirSubnet,
  addressesAreUnique,
  addressesAreHosts,
  oneAddressPerFamily,
  membersHaveAddresses,
];
