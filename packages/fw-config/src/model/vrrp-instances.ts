import type { Family } from "../address/ip.ts";
import type { Config } from "../config/config.ts";
import type { Vip, VrrpInstance } from "./types.ts";
import { baseVirtualRouterId, vrrpGroups, type VrrpGroup } from "./vrrp-groups.ts";

function sidesOf(vips: readonly Vip[]): readonly string[] {
  return [...new Set(vips.map((vip) => vip.interface))];
}

/**
 * One instance for all sides. It tracks the other interfaces and announces their loss at once
 * with an advert of priority 0, where instances a side would wait for the whole down interval.
 */
function singleGroup(config: Config, sides: readonly string[]): readonly VrrpGroup[] {
  const { interface: preferred } = config.ha.vrrp ?? {};
  const carrier = preferred === undefined ? {} : { interface: preferred };
  const virtualRouterId = baseVirtualRouterId(config);
  return [{ name: "VI_1", interfaces: sides, ...carrier, virtualRouterId }];
}

/** A group a side, with consecutive ids. */
function groupPerSide(config: Config, sides: readonly string[]): readonly VrrpGroup[] {
  const base = baseVirtualRouterId(config);
  // The articles begin with the side of the clients, which is our second interface.
  const ordered = config.ha.compat === "published" ? sides.toReversed() : sides;
  return ordered.map((side, i) => ({
    name: `VI_${i + 1}`,
    interfaces: [side],
    virtualRouterId: base + i,
  }));
}

/** What is elected together, of the sides that have virtual addresses of a family. */
function groupsOf(config: Config, sides: readonly string[]): readonly VrrpGroup[] {
  const perSide = config.ha.compat === "published" || config.ha.vrrp?.instances === "per-side";
  return vrrpGroups(config) ?? (perSide ? groupPerSide : singleGroup)(config, sides);
}

/** A group's instance of a family; none when it has no virtual addresses of the family. */
function instancesOf(
  group: VrrpGroup,
  family: Family,
  vips: readonly Vip[],
): readonly VrrpInstance[] {
  const own = vips.filter((vip) => group.interfaces.includes(vip.interface));
  const held = sidesOf(own);
  const sides = group.interfaces.filter((side) => held.includes(side));
  const advert = sides.find((side) => side === group.interface) ?? sides[0];
  if (advert === undefined) return [];
  return [
    {
      name: family === 4 ? group.name : `${group.name}_IPV6`,
      family,
      virtualRouterId: group.virtualRouterId,
      interface: advert,
      tracked: sides.filter((side) => side !== advert),
      vips: own,
    },
  ];
}

/** The elections. IPv4 and IPv6 addresses cannot share an instance. */
export function resolveInstances(config: Config, vips: readonly Vip[]): readonly VrrpInstance[] {
  return ([4, 6] as const).flatMap((family) => {
    const ofFamily = vips.filter((vip) => vip.family === family);
    const groups = groupsOf(config, sidesOf(ofFamily));
    return groups.flatMap((group) => instancesOf(group, family, ofFamily));
  });
}
