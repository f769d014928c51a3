import { formatBlock } from "../address/cidr.ts";
import type { Config } from "../config/config.ts";
import { byName } from "../values/record.ts";
import { interfaceOn, subnetsOf } from "./addresses.ts";
import type { Network } from "./types.ts";

/** The networks by name. */
export function resolveNetworks(config: Config): readonly Network[] {
  return byName(config.networks).map(([name, { bridge, vlan }]) => {
    const firewallInterface = interfaceOn(config, name);
    return {
      name,
      bridge,
      subnets: subnetsOf(config, name).map(formatBlock),
      ...(vlan === undefined ? {} : { vlan }),
      ...(firewallInterface === undefined ? {} : { firewallInterface }),
    };
  });
}
