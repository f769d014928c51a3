import { canonical } from "../address/canonical.ts";
import { familyOf } from "../address/interface-address.ts";
import { addressBits } from "../address/ip.ts";
import type { Config } from "../config/config.ts";
import { profileTimers, type TimingProfile } from "../config/profile.ts";
import { interfaceOn, memberAddresses, subnetOf, syncNetworks, vipAddresses } from "./addresses.ts";
import { resolveHooks } from "./hooks.ts";
import type { Ha, HaMember, SyncLink, Vip } from "./types.ts";
import { resolveInstances } from "./vrrp-instances.ts";

/**
 * The first firewall is the more preferred one unless the configuration says otherwise. Both are
 * high: RFC 9568 has a backup wait longer the lower its priority is, two thirds of an interval at 90.
 */
const defaultPriorities: Readonly<Record<0 | 1, number>> = { 0: 254, 1: 244 };

/** conntrackd's usual port. */
const firstSyncPort: number = 3780;

/** The last byte of the group in the conntrack-tools samples, 225.0.0.50. */
const firstSyncGroup: number = 50;

function resolveVips(config: Config): readonly Vip[] {
  return Object.keys(config.firewall.interfaces).flatMap((name) =>
    vipAddresses(config, name).map(({ address, network }) => {
      const family = familyOf(address);
      const prefix = subnetOf(config, network, address)?.prefix ?? addressBits(family);
      return { address: canonical(address), prefix, family, network, interface: name };
    }),
  );
}

/** Both firewalls of the source articles have it. */
const publishedPriority: number = 80;

function resolveMember(config: Config, place: 0 | 1): HaMember {
  const [name, member] = Object.entries(config.firewall.members)[place] ?? ["", {}];
  return {
    name,
    priority:
      member.priority ??
      (config.ha.compat === "published" ? publishedPriority : defaultPriorities[place]),
  };
}

function syncAddress(config: Config, place: 0 | 1, interfaceName: string): string {
  const member = Object.keys(config.firewall.members)[place] ?? "";
  const addresses = memberAddresses(config, member, interfaceName).map(({ address }) => address);
  return canonical(addresses.find((address) => familyOf(address) === 4) ?? "");
}

/** conntrackd wants a group of its own on each link; the port follows suit. */
function resolveSyncLinks(config: Config): readonly SyncLink[] {
  return syncNetworks(config).map((network, i) => {
    const name = interfaceOn(config, network) ?? "";
    return {
      network,
      interface: name,
      port: firstSyncPort + i,
      group: `225.0.0.${firstSyncGroup + i}`,
      addresses: [syncAddress(config, 0, name), syncAddress(config, 1, name)],
    };
  });
}

/** Everything that the HA daemons need to know. */
export function resolveHa(config: Config, profile: TimingProfile): Ha {
  const published = config.ha.compat === "published";
  const timers = profileTimers[published ? "published" : profile];
  const vips = resolveVips(config);
  const instances = resolveInstances(config, vips);
  const syncLinks = resolveSyncLinks(config);
  const { vrrp = {}, stateSync } = config.ha;
  return {
    members: [resolveMember(config, 0), resolveMember(config, 1)],
    vips,
    published,
    advertIntervalMs: vrrp.advertIntervalMs ?? timers.advertIntervalMs,
    startupDelaySeconds: timers.startupDelaySeconds,
    linkUpDelaySeconds: timers.linkUpDelaySeconds,
    preempt: vrrp.preempt ?? false,
    hmac: vrrp.authentication === "hmac",
    transport: vrrp.transport ?? "multicast",
    realTime: timers.realTime,
    instances,
    ...(instances.length > 1 ? { syncGroup: "G1" } : {}),
    syncLinks,
    syncInterface: syncLinks[0]?.interface ?? "",
    syncTransport: stateSync.transport ?? "multicast",
    externalCache: stateSync.externalCache ?? published,
    hooks: resolveHooks(config),
  };
}
