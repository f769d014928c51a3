import { hostAddressesOf } from "../address/cidr.ts";
import { formatIp, parseIp, type Family } from "../address/ip.ts";
import type { Config } from "../config/config.ts";
import { allAddresses, subnetsOf } from "./addresses.ts";

/**
 * Finds addresses that nobody has: each answer is another one. The gateways of routes are not
 * free either.
 */
export function freeAddresses(
  config: Config,
): (network: string, family: Family) => string | undefined {
  let taken: Set<string> | undefined;
  const everybody = (): readonly string[] => [
    ...allAddresses(config).map(({ address }) => address),
    ...(config.firewall.routes ?? []).map(({ via }) => via),
  ];
  return (network, family) => {
    taken ??= new Set(everybody().flatMap((text) => canonical(text)));
    for (const subnet of subnetsOf(config, network)) {
      if (subnet.family !== family) continue;
      for (const address of hostAddressesOf(subnet)) {
        if (taken.has(address)) continue;
        taken.add(address);
        return address;
      }
    }
    return undefined;
  };
}

function canonical(text: string): readonly string[] {
  const ip = parseIp(text);
  return ip === undefined ? [] : [formatIp(ip)];
}
