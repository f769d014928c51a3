import { formatIp, parseIp } from "../../address/ip.ts";
import { listOf } from "../../config/lists.ts";
import { allAddresses, subnetOf, vipAddresses } from "../addresses.ts";
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

/** Addresses of firewalls and hosts lie in a subnet of their network. */
export const addressesAreInTheirSubnet: ConfigRule = (config, report) => {
  for (const { address, network, owner, path } of allAddresses(config)) {
    if (path.at(-1) === "vip" || path.at(-2) === "vip") continue;
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
