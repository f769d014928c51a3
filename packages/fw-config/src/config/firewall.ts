import * as z from "zod/mini";

import { bondSchema, type BondConfig } from "./bond.ts";
import { managementSchema, type ManagementConfig } from "./management.ts";
import {
  blockSchema,
  interfaceNameSchema,
  ipSchema,
  nameSchema,
  oneOrMore,
  type OneOrMore,
} from "./scalars.ts";
import { vmSchema, type VmConfig } from "./vm.ts";

/** An interface that both firewalls have, on the same network. */
export interface FirewallInterfaceConfig {
  /** The network that the interface is on. */
  readonly network: string;
  /**
   * The virtual addresses that the primary holds here. The first of each family stands for the
   * side: source NAT uses it, and hosts of its subnet have it as their gateway.
   */
  readonly vip?: OneOrMore<string>;
  /** Several network cards that are this interface. Default: one card of its name. */
  readonly bond?: BondConfig;
}

/** What differs between the two firewalls. */
export interface MemberConfig {
  /**
   * Its own address on an interface, or one of each family. Default: the first two addresses of the
   * network that are neither virtual nor a gateway's, in its first subnet that has room for
   * both; a link-local one before the others.
   */
  readonly addresses?: Readonly<Record<string, OneOrMore<string>>>;
  /**
   * VRRP priority, 1 to 254; the higher one wins an election. A backup waits longer the lower its
   * own is: (256 - priority) / 256 of an advert interval. Default: 254 for the first firewall, 244
   * for the second.
   */
  readonly priority?: number;
  /** The size of this firewall's virtual machine. */
  readonly vm?: VmConfig;
}

/** A static route of the firewalls. */
export interface RouteConfig {
  /** A subnet, or `default`. */
  readonly destination: string;
  /** The gateway's address. */
  readonly via: string;
}

/** The pair of firewalls. */
export interface FirewallConfig {
  /** The two firewalls by host name, with what differs between them. */
  readonly members: Readonly<Record<string, MemberConfig>>;
  /** The interfaces that both firewalls have, by name, in the order of the hardware. */
  readonly interfaces: Readonly<Record<string, FirewallInterfaceConfig>>;
  /** Static routes of both firewalls. */
  readonly routes?: readonly RouteConfig[];
  /** Who may reach the firewalls themselves. Default: nobody. */
  readonly management?: readonly ManagementConfig[];
  /**
   * Drop packets whose source is not routed back to the interface they came from. Default: true.
   */
  readonly antiSpoofing?: boolean;
  /** How many connections are tracked at most (nf_conntrack_max). Default: 131072. */
  readonly connections?: number;
  /** The size of the firewalls' virtual machines. */
  readonly vm?: VmConfig;
}

const memberSchema: z.ZodMiniType<MemberConfig> = z.strictObject({
  addresses: z.exactOptional(z.record(interfaceNameSchema, oneOrMore(ipSchema))),
  priority: z.exactOptional(z.int().check(z.minimum(1), z.maximum(254))),
  vm: z.exactOptional(vmSchema),
});

const firewallInterfaceSchema: z.ZodMiniType<FirewallInterfaceConfig> = z.strictObject({
  network: nameSchema,
  vip: z.exactOptional(oneOrMore(ipSchema)),
  bond: z.exactOptional(bondSchema),
});

const routeSchema: z.ZodMiniType<RouteConfig> = z.strictObject({
  destination: z.union([z.literal("default"), blockSchema]),
  via: ipSchema,
});

/** @see FirewallConfig */
export const firewallSchema: z.ZodMiniType<FirewallConfig> = z.strictObject({
  members: z.record(nameSchema, memberSchema),
  interfaces: z.record(interfaceNameSchema, firewallInterfaceSchema),
  routes: z.exactOptional(z.array(routeSchema)),
  management: z.exactOptional(z.array(managementSchema)),
  antiSpoofing: z.exactOptional(z.boolean()),
  connections: z.exactOptional(z.int().check(z.minimum(1024), z.maximum(16_777_216))),
  vm: z.exactOptional(vmSchema),
});
