import * as z from "zod/mini";

import { hookSchema, type HookConfig } from "./hook.ts";
import { interfaceNameSchema, nameSchema, type OneOrMore } from "./scalars.ts";

/** Sides that have an election of their own. The groups of a pair still move together. */
export interface VrrpGroupConfig {
  /** Interfaces with a virtual address. Each of the firewalls' is in exactly one group. */
  readonly interfaces: readonly string[];
  /**
   * Which of them carries the group's adverts. If it dies, the whole down interval passes before
   * the backup takes over; the loss of any other is announced at once. Default: the first.
   */
  readonly interface?: string;
  /**
   * VRRP virtual router id, unique on the link of the adverts. Default: counted from
   * `ha.vrrp.virtualRouterId`, in the order in which `firewall.interfaces` has the groups.
   */
  readonly virtualRouterId?: number;
}

/** How the primary is elected and watched. */
export interface VrrpConfig {
  /**
   * Time between two adverts of the primary in milliseconds, a multiple of 10 from 10 to 40950
   * (VRRPv3 counts centiseconds). Default: by where it runs: 20 on hardware, 50 under KVM, 200
   * under software emulation, 10 in network namespaces.
   */
  readonly advertIntervalMs?: number;
  /**
   * The interface that carries the adverts. If it dies, the whole down interval passes before the
   * backup takes over; the loss of any other tracked interface is announced at once. Default: the
   * first interface with a virtual address.
   */
  readonly interface?: string;
  /** VRRP virtual router id, unique on its link. Default: 61. */
  readonly virtualRouterId?: number;
  /**
   * Whether a returning firewall of higher priority takes over from a working primary. Default:
   * false.
   */
  readonly preempt?: boolean;
  /** How adverts are sent. Default: multicast. */
  readonly transport?: "multicast" | "unicast";
  /**
   * single: one instance holds all virtual addresses of a family and tracks the other sides.
   * per-side: an instance a side with consecutive ids, moved together by a sync group; slower when
   * a link fails. Default: single.
   */
  readonly instances?: "single" | "per-side";
  /**
   * Instances by name, each with some of the sides, moved together by a sync group. Takes the place
   * of `instances` and `interface`. Default: what `instances` says.
   */
  readonly groups?: Readonly<Record<string, VrrpGroupConfig>>;
  /** The version of keepalived that the files are written for: 2.2 is Debian 12's. Default: 2.2. */
  readonly keepalived?: "2.2" | "2.4" | 2.2 | 2.4;
  /**
   * How adverts prove where they come from. hmac: they carry an HMAC-SHA256 and a sequence number;
   * from keepalived 2.4 on. The key is in no file: systemd hands the credential `vrrp-hmac` to
   * keepalived. none: the peer is known by its address and by the hop limit 255, which proves that
   * it is on the link. Default: none.
   */
  readonly authentication?: "none" | "hmac";
}

/** How connection states travel to the backup. */
export interface StateSyncConfig {
  /**
   * The network that carries nothing but the state sync, or up to four: the first is used until its
   * link is down, then the next. The protocol has no authentication and no encryption.
   */
  readonly network: OneOrMore<string>;
  /** How states are sent. Default: multicast. */
  readonly transport?: "multicast" | "unicast";
  /**
   * false: the backup writes states to its kernel as they come, so that a promotion costs the same
   * whatever the number of connections. true: it keeps them in conntrackd and commits them when it
   * becomes primary (about 10 µs each), and drops what it does not know yet until then. Default:
   * false.
   */
  readonly externalCache?: boolean;
}

/** High availability: VRRP and the state sync. */
export interface HaConfig {
  /**
   * published: write keepalived.conf, conntrackd.conf and the notify script as the source articles
   * have them, to run, measure and improve them. `vrrp` cannot be given then. Default: the files
   * that we recommend.
   */
  readonly compat?: "published";
  /** How the primary is elected and watched. */
  readonly vrrp?: VrrpConfig;
  /** How connection states travel to the backup. */
  readonly stateSync: StateSyncConfig;
  /**
   * Programs by name that a firewall runs when its role changes, once the connections are committed,
   * so that none delays a takeover.
   */
  readonly hooks?: Readonly<Record<string, HookConfig>>;
}

const virtualRouterIdSchema: z.ZodMiniType<number> = z.int().check(z.minimum(1), z.maximum(255));

const vrrpGroupSchema: z.ZodMiniType<VrrpGroupConfig> = z.strictObject({
  interfaces: z.array(interfaceNameSchema).check(z.minLength(1)),
  interface: z.exactOptional(interfaceNameSchema),
  virtualRouterId: z.exactOptional(virtualRouterIdSchema),
});

const vrrpSchema: z.ZodMiniType<VrrpConfig> = z.strictObject({
  advertIntervalMs: z.exactOptional(
    z.int().check(z.minimum(10), z.maximum(40_950), z.multipleOf(10)),
  ),
  interface: z.exactOptional(interfaceNameSchema),
  virtualRouterId: z.exactOptional(virtualRouterIdSchema),
  preempt: z.exactOptional(z.boolean()),
  transport: z.exactOptional(z.enum(["multicast", "unicast"])),
  instances: z.exactOptional(z.enum(["single", "per-side"])),
  groups: z.exactOptional(z.record(nameSchema, vrrpGroupSchema)),
  keepalived: z.exactOptional(z.union([z.enum(["2.2", "2.4"]), z.literal([2.2, 2.4])])),
  authentication: z.exactOptional(z.enum(["none", "hmac"])),
});

/** conntrackd refuses a fifth link. */
const mostSyncLinks: number = 4;

const stateSyncSchema: z.ZodMiniType<StateSyncConfig> = z.strictObject({
  network: z.union([
    nameSchema,
    z.array(nameSchema).check(z.minLength(1), z.maxLength(mostSyncLinks)),
  ]),
  transport: z.exactOptional(z.enum(["multicast", "unicast"])),
  externalCache: z.exactOptional(z.boolean()),
});

/** @see HaConfig */
export const haSchema: z.ZodMiniType<HaConfig> = z.strictObject({
  compat: z.exactOptional(z.literal("published")),
  vrrp: z.exactOptional(vrrpSchema),
  stateSync: stateSyncSchema,
  hooks: z.exactOptional(z.record(nameSchema, hookSchema)),
});
