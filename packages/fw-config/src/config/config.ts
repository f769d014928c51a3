import * as z from "zod/mini";

import type { Exact } from "./exact.ts";
import { firewallSchema, type FirewallConfig } from "./firewall.ts";
import { haSchema, type HaConfig } from "./ha.ts";
import { hostSchema, type HostConfig } from "./host.ts";
import { imageSchema, type ImageConfig } from "./image.ts";
import { natSchema, type NatConfig } from "./nat.ts";
import { networkSchema, type NetworkConfig } from "./network.ts";
import { policySchema, type PolicyConfig } from "./policy.ts";
import { blockSchema, nameSchema, oneOrMore, type OneOrMore } from "./scalars.ts";
import { serviceSchema, type ServiceConfig } from "./service.ts";

/** A whole configuration, as a user writes it. Defaults are applied by `resolve`. */
export interface Config {
  /** The lab's name: it keeps several labs on one machine apart. */
  readonly name: string;
  /** The networks by name. */
  readonly networks: Readonly<Record<string, NetworkConfig>>;
  /** The pair of firewalls. */
  readonly firewall: FirewallConfig;
  /** High availability. */
  readonly ha: HaConfig;
  /** Machines other than the firewalls, by host name. */
  readonly hosts?: Readonly<Record<string, HostConfig>>;
  /** Services of your own, by name. They may not hide a builtin one. */
  readonly services?: Readonly<Record<string, ServiceConfig>>;
  /** Sets of addresses and subnets, by name, for use in rules. */
  readonly addresses?: Readonly<Record<string, OneOrMore<string>>>;
  /** What may be forwarded. Default: nothing. */
  readonly policy?: PolicyConfig;
  /** Network address translation. Default: none. */
  readonly nat?: NatConfig;
  /** What the virtual machines' image has beyond what every lab needs. */
  readonly image?: ImageConfig;
}

/** The schema of a configuration: strict objects. */
export const configSchema: z.ZodMiniType<Config> = z.strictObject({
  name: z
    .string()
    .check(
      z.regex(
        /^(?!constructor$)[a-z][a-z0-9-]{0,14}$/,
        "expected a name of 1 to 15 lower case letters, digits and hyphens that starts with a letter",
      ),
    ),
  networks: z.record(nameSchema, networkSchema),
  firewall: firewallSchema,
  ha: haSchema,
  hosts: z.exactOptional(z.record(nameSchema, hostSchema)),
  services: z.exactOptional(z.record(nameSchema, serviceSchema)),
  addresses: z.exactOptional(z.record(nameSchema, oneOrMore(blockSchema))),
  policy: z.exactOptional(policySchema),
  nat: z.exactOptional(natSchema),
  image: z.exactOptional(imageSchema),
});

const { localeError: inEnglish } = z.locales.en();

/** Compares a value with the schema. */
export function matchSchema(value: unknown): ReturnType<typeof configSchema.safeParse> {
  return configSchema.safeParse(value, { error: inEnglish });
}

/**
 * Types a configuration written in TypeScript. Returns it unchanged. A field that no configuration
 * has is a type error, in what a callback returns as well. What is typed more widely than it is,
 * such as `any`, is found by `check` only.
 *
 * @example
 * ```ts
 * const config = defineConfig({
 *   name: "office",
 *   networks: {
 *     lan: { subnet: "10.0.0.0/24", bridge: "br0" },
 *     wan: { subnet: "192.0.2.0/24", bridge: "br1" },
 *     sync: { subnet: "10.255.0.0/30", bridge: "br2" },
 *   },
 *   firewall: {
 *     members: { "fw-1": {}, "fw-2": {} },
 *     interfaces: {
 *       eth0: { network: "lan", vip: "10.0.0.254" },
 *       eth1: { network: "wan", vip: "192.0.2.254" },
 *       eth2: { network: "sync" },
 *     },
 *   },
 *   ha: { stateSync: { network: "sync" } },
 *   policy: { rules: [{ from: "lan", to: "wan", services: ["http", "https"] }] },
 * });
 * ```
 */
export function defineConfig<T extends Config>(config: T & Exact<T, Config>): Config {
  return config;
}
