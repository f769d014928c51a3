import { addressBits, type Family } from "../address/ip.ts";
import type { Config } from "../config/config.ts";
import { profileTimers, type TimingProfile } from "../timing/profile.ts";
import { familyOf, interfaceOn, memberAddresses, subnetOf, vipAddresses } from "./addresses.ts";
import { canonical } from "./nodes.ts";
import type { Ha, HaMember, Vip, VrrpInstance } from "./types.ts";

/** The first firewall is the more preferred one unless the configuration says otherwise. */
const defaultPriorities: Readonly<Record<0 | 1, number>> = { 0: 100, 1: 90 };

/** The id of the source articles' first instance. */
const defaultVirtualRouterId: number = 61;

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

/**
 * One instance a family that holds all its virtual addresses. An instance that tracks the other
 * interfaces announces their loss at once with an advert of priority 0; instances a link in a
 * sync group would wait for the whole down interval.
 */
function resolveInstances(config: Config, vips: readonly Vip[]): readonly VrrpInstance[] {
  const sides = [...new Set(vips.map((vip) => vip.interface))];
  const advert = config.ha.vrrp?.interface ?? sides[0] ?? "";
  const id = config.ha.vrrp?.virtualRouterId ?? defaultVirtualRouterId;
  return ([4, 6] satisfies Family[]).flatMap((family) => {
    const own = vips.filter((vip) => vip.family === family);
    if (own.length === 0) return [];
    return [
      {
        name: family === 4 ? "VI_1" : "VI_1_IPV6",
        family,
        virtualRouterId: id,
        interface: advert,
        tracked: sides.filter((side) => side !== advert),
        vips: own,
      },
    ];
  });
}

function resolveMember(config: Config, place: 0 | 1, syncInterface: string): HaMember {
  const [name, member] = Object.entries(config.firewall.members)[place] ?? ["", {}];
  const addresses = memberAddresses(config, name, syncInterface).map(({ address }) => address);
  return {
    name,
    priority: member.priority ?? defaultPriorities[place],
    syncAddress: canonical(addresses.find((address) => familyOf(address) === 4) ?? ""),
  };
}

/** Everything that the HA daemons need to know. */
export function resolveHa(config: Config, profile: TimingProfile): Ha {
  const timers = profileTimers[profile];
  const vips = resolveVips(config);
  const instances = resolveInstances(config, vips);
  const syncInterface = interfaceOn(config, config.ha.stateSync.network) ?? "";
  const { vrrp = {}, stateSync } = config.ha;
  return {
    members: [resolveMember(config, 0, syncInterface), resolveMember(config, 1, syncInterface)],
    vips,
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
    externalCache: stateSync.externalCache ?? true,
  };
}
