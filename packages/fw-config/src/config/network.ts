import * as z from "zod/mini";

import { cidrSchema, interfaceNameSchema, oneOrMore, type OneOrMore } from "./scalars.ts";

/** One network: a side of the firewall, or the link that carries the state sync. */
export interface NetworkConfig {
  /**
   * The network's subnets of both families. One more than the hosts use may hold the firewalls' own
   * addresses, where a provider gives too few: `[203.0.113.4/30, 169.254.1.0/29]`.
   */
  readonly subnet: OneOrMore<string>;
  /** The bridge on the host that is this network in the lab. */
  readonly bridge: string;
  /**
   * The 802.1Q tag of this network on its bridge. An interface on it is called after its card and
   * the tag, like eth0.10. Default: untagged.
   */
  readonly vlan?: number;
}

/** @see NetworkConfig */
export const networkSchema: z.ZodMiniType<NetworkConfig> = z.strictObject({
  subnet: oneOrMore(cidrSchema),
  bridge: interfaceNameSchema,
  vlan: z.exactOptional(z.int().check(z.minimum(1), z.maximum(4094))),
});
