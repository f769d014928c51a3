import { lastOf } from "../../address/cidr.ts";
import { formatIp, parseIp } from "../../address/ip.ts";
import { listOf } from "../../config/lists.ts";
import {
  allAddresses,
  familyOf,
  hostAddresses,
  interfaceOn,
  memberAddresses,
  subnetOf,
  subnetsOf,
  vipAddresses,
  type PlacedAddress,
} from "../addresses.ts";
import type { ConfigRule } from "./rule.ts";

/** Virtual addresses lie in a subnet of their interface's network. */
export const vipsAreInTheirSubnet: ConfigRule = (config, report) => {
  for (const name of Object.keys(config.firewall.interfaces)) {
    for (const { address, network, path } of vipAddresses(config, name)) {
      if (config.networks[network] === undefined || subnetOf(config, network, address)) continue;
      const subnets = listOf(config.networks[network].subnet).join(", ");
      const message = `the virtual address ${address} is not in the network "${network}" (${subnets})`;
      report("FW011", path, message, `choose a free address of ${subnets}`);
    }
  }
};

/** Addresses of firewalls and hosts lie in a subnet of their network. An external host may be anywhere behind it. */
export const addressesAreInTheirSubnet: ConfigRule = (config, report) => {
  for (const { address, network, owner, path } of allAddresses(config)) {
    if (path[0] === "firewall" && path[1] === "interfaces") continue;
    if (path[0] === "hosts" && config.hosts?.[owner]?.kind === "external") continue;
    if (config.networks[network] === undefined || subnetOf(config, network, address)) continue;
    const subnets = listOf(config.networks[network].subnet).join(", ");
    const message = `the address ${address} of ${owner} is not in the network "${network}" (${subnets})`;
    report("FW014", path, message, `choose a free address of ${subnets}`);
  }
};

/** No address is given to two machines. */
export const addressesAreUnique: ConfigRule = (config, report) => {
  const owners = new Map<string, string>();
  for (const { address, owner, path } of allAddresses(config)) {
    const ip = parseIp(address);
    const key = ip === undefined ? address : formatIp(ip);
    const first = owners.get(key);
    owners.set(key, first ?? owner);
    if (first === undefined) continue;
    report("FW013", path, `the address ${address} of ${owner} is already used by ${first}`);
  }
};

/** No machine has the address of the subnet itself or of all its hosts. */
export const addressesAreHosts: ConfigRule = (config, report) => {
  for (const { address, network, owner, path } of allAddresses(config)) {
    const ip = parseIp(address);
    const subnet = subnetOf(config, network, address);
    if (ip?.family !== 4 || subnet === undefined || subnet.prefix > 30) continue;
    if (ip.value !== subnet.first && ip.value !== lastOf(subnet)) continue;
    report("FW045", path, `${address}, the address of ${owner}, is not a host's address`);
  }
};

/** A list of addresses has at most one of each family. */
export const oneAddressPerFamily: ConfigRule = (config, report) => {
  const interfaces = Object.keys(config.firewall.interfaces);
  const lists: readonly (readonly PlacedAddress[])[] = [
    ...interfaces.map((name) => vipAddresses(config, name)),
    ...Object.keys(config.hosts ?? {}).map((host) => hostAddresses(config, host)),
    ...Object.keys(config.firewall.members).flatMap((member) =>
      interfaces.map((name) => memberAddresses(config, member, name)),
    ),
  ];
  for (const list of lists) {
    for (const [i, { address, owner, path }] of list.entries()) {
      if (!list.slice(0, i).some((other) => familyOf(other.address) === familyOf(address)))
        continue;
      report("FW026", path, `${address} is a second address of ${owner} in its family`);
    }
  }
};

/** Each firewall has an address of its own in each subnet of each interface. */
export const membersHaveAddresses: ConfigRule = (config, report) => {
  for (const member of Object.keys(config.firewall.members)) {
    for (const [name, { network }] of Object.entries(config.firewall.interfaces)) {
      const own = memberAddresses(config, member, name).map(({ address }) => familyOf(address));
      for (const { family } of subnetsOf(config, network)) {
        if (own.includes(family)) continue;
        const message = `${member} has no IPv${family} address on ${name}`;
        const hint = `give one under firewall.members.${member}.addresses.${name}`;
        report("FW028", ["firewall", "members", member], message, hint);
      }
    }
  }
};

/** The gateways of the firewalls' routes are on their networks. */
export const gatewaysAreReachable: ConfigRule = (config, report) => {
  const networks = Object.keys(config.networks).filter((name) => interfaceOn(config, name));
  for (const [i, { via }] of (config.firewall.routes ?? []).entries()) {
    if (networks.some((name) => subnetOf(config, name, via) !== undefined)) continue;
    const message = `the gateway ${via} is in no network of the firewalls`;
    report("FW033", ["firewall", "routes", i, "via"], message);
  }
};
