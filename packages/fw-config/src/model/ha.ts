import { addressBits } from "../address/ip.ts";
import type { Config } from "../config/config.ts";
import { profileTimers, type TimingProfile } from "../timing/profile.ts";
import { familyOf, interfaceOn, memberAddresses, subnetOf, vipAddresses } from "./addresses.ts";
import { canonical } from "./nodes.ts";
import type { Ha, HaMember, Vip } from "./types.ts";
import { resolveInstances } from "./vrrp-instances.ts";

/** The first firewall is the more preferred one unless the configuration says otherwise. */
const defaultPriorities: Readonly<Record<0 | 1, number>> = { 0: 100, 1: 90 };

/** conntrackd's usual port. */
const syncPort: number = 3780;

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

function resolveMember(config: Config, place: 0 | 1, syncInterface: string): HaMember {
  const [name, member] = Object.entries(config.firewall.members)[place] ?? ["", {}];
  const addresses = memberAddresses(config, name, syncInterface).map(({ address }) => address);
  return {
    name,
    priority:
      member.priority ??
      (config.ha.compat === "published" ? publishedPriority : defaultPriorities[place]),
    syncAddress: canonical(addresses.find((address) => familyOf(address) === 4) ?? ""),
  };
}

/** Everything that the HA daemons need to know. */
export function resolveHa(config: Config, profile: TimingProfile): Ha {
  const published = config.ha.compat === "published";
  const timers = profileTimers[published ? "published" : profile];
  const vips = resolveVips(config);
  const instances = resolveInstances(config, vips);
  const syncInterface = interfaceOn(config, config.ha.stateSync.network) ?? "";
  const { vrrp = {}, stateSync } = config.ha;
  return {
    members: [resolveMember(config, 0, syncInterface), resolveMember(config, 1, syncInterface)],
    vips,
    published,
    advertIntervalMs: vrrp.advertIntervalMs ?? timers.advertIntervalMs,
    startupDelaySeconds: timers.startupDelaySeconds,
    linkUpDelaySeconds: timers.linkUpDelaySeconds,
    preempt: vrrp.preempt ?? false,
    transport: vrrp.transport ?? "multicast",
    realTime: timers.realTime,
    instances,
    ...(instances.length > 1 ? { syncGroup: "G1" } : {}),
    syncNetwork: stateSync.network,
    syncInterface,
    syncTransport: stateSync.transport ?? "multicast",
    syncPort,
    externalCache: stateSync.externalCache ?? published,
  };
}
