import * as z from "zod/mini";

import { ipSchema, nameSchema, oneOrMore, portSchema, type OneOrMore } from "./scalars.ts";

/** Connections that leave with a virtual address: the first entry that matches one decides. */
export interface SourceNatConfig {
  /** The networks that the connections come from. */
  readonly from: OneOrMore<string>;
  /** The network they go to. */
  readonly to: string;
  /**
   * Hosts, address sets, networks, addresses or subnets that they come from; those with an
   * exclamation mark are left out. Default: any address.
   */
  readonly source?: OneOrMore<string>;
  /**
   * Hosts, address sets, networks, addresses or subnets that they go to; those with an exclamation
   * mark are left out. Default: any address.
   */
  readonly destination?: OneOrMore<string>;
  /** Services, builtin or defined under `services`. Default: every protocol. */
  readonly services?: OneOrMore<string>;
  /**
   * The virtual address that becomes their source; `none`: it stays as it is. Default: the first
   * virtual address of `to`.
   */
  readonly vip?: string;
  /**
   * What is translated: addresses of IPv4, of IPv6, or of both families. Default: the family of
   * `vip`, or `ipv4`.
   */
  readonly family?: "ipv4" | "ipv6" | "both";
}

/** Connections to a virtual address that are passed on to a host behind the firewall. */
export interface DestinationNatConfig {
  /** The network that the connections come from. */
  readonly from: string;
  /** The service on the virtual address. */
  readonly service: string;
  /** The host that answers. */
  readonly host: string;
  /** The virtual address. Default: the one of the `from` network. */
  readonly vip?: string;
  /**
   * The port on the host; of a service with a range of ports the first one, which the others follow
   * in their order. Default: the same port.
   */
  readonly port?: number;
}

/**
 * A virtual address that stands for one host: connections to it reach the host, from the host's own
 * network too, and the host's connections leave with it.
 */
export interface OneToOneNatConfig {
  /** The virtual address. */
  readonly vip: string;
  /** The host, on another network. */
  readonly host: string;
  /** Which services, in both directions. Default: every protocol. */
  readonly services?: OneOrMore<string>;
  /** The networks whose connections to `vip` reach the host. Default: all of them. */
  readonly from?: OneOrMore<string>;
}

/** Network address translation. Addresses are always virtual ones, so that it survives a failover. */
export interface NatConfig {
  /** Source NAT to the virtual address of the outgoing side. Default: routed, no NAT. */
  readonly source?: readonly SourceNatConfig[];
  /** Port forwarding from a virtual address to a host. */
  readonly destination?: readonly DestinationNatConfig[];
  /**
   * Virtual addresses that stand for one host each. A port forwarding from the same address comes
   * before it, and so do the exemptions that `source` begins with.
   */
  readonly oneToOne?: readonly OneToOneNatConfig[];
}

/** @see NatConfig */
export const natSchema: z.ZodMiniType<NatConfig> = z.strictObject({
  source: z.exactOptional(
    z.array(
      z.strictObject({
        from: oneOrMore(nameSchema),
        to: nameSchema,
        source: z.exactOptional(oneOrMore(z.string())),
        destination: z.exactOptional(oneOrMore(z.string())),
        services: z.exactOptional(oneOrMore(nameSchema)),
        vip: z.exactOptional(z.union([z.literal("none"), ipSchema])),
        family: z.exactOptional(z.enum(["ipv4", "ipv6", "both"])),
      }),
    ),
  ),
  destination: z.exactOptional(
    z.array(
      z.strictObject({
        from: nameSchema,
        service: nameSchema,
        host: nameSchema,
        vip: z.exactOptional(ipSchema),
        port: z.exactOptional(portSchema),
      }),
    ),
  ),
  oneToOne: z.exactOptional(
    z.array(
      z.strictObject({
        vip: ipSchema,
        host: nameSchema,
        services: z.exactOptional(oneOrMore(nameSchema)),
        from: z.exactOptional(oneOrMore(nameSchema)),
      }),
    ),
  ),
});
