import type { Family } from "../address/ip.ts";
import type { Config } from "../config/config.ts";
import type { Vip, VrrpInstance } from "./types.ts";

/** The id of the source articles' first instance. */
const defaultVirtualRouterId: number = 61;

function sidesOf(vips: readonly Vip[]): readonly string[] {
  return [...new Set(vips.map((vip) => vip.interface))];
}

function instanceName(number: number, family: Family): string {
  return family === 4 ? `VI_${number}` : `VI_${number}_IPV6`;
}

/**
 * One instance for all sides. It tracks the other interfaces and announces their loss at once
 * with an advert of priority 0, where instances a side would wait for the whole down interval.
 */
function singleInstance(
  config: Config,
  family: Family,
  vips: readonly Vip[],
): readonly VrrpInstance[] {
  const sides = sidesOf(vips);
  const preferred = config.ha.vrrp?.interface ?? "";
  const advert = sides.includes(preferred) ? preferred : sides[0];
  if (advert === undefined) return [];
  return [
    {
      name: instanceName(1, family),
      family,
      virtualRouterId: config.ha.vrrp?.virtualRouterId ?? defaultVirtualRouterId,
      interface: advert,
      tracked: sides.filter((side) => side !== advert),
      vips,
    },
  ];
}

/** An instance a side, with consecutive ids. A sync group moves them together. */
function instancePerSide(
  config: Config,
  family: Family,
  vips: readonly Vip[],
): readonly VrrpInstance[] {
  const first = config.ha.vrrp?.virtualRouterId ?? defaultVirtualRouterId;
  // The articles begin with the side of the clients, which is our second interface.
  const sides = config.ha.compat === "published" ? sidesOf(vips).toReversed() : sidesOf(vips);
  return sides.map((side, i) => ({
    name: instanceName(i + 1, family),
    family,
    virtualRouterId: first + i,
    interface: side,
    tracked: [],
    vips: vips.filter((vip) => vip.interface === side),
  }));
}

/** The elections. IPv4 and IPv6 addresses cannot share an instance. */
export function resolveInstances(config: Config, vips: readonly Vip[]): readonly VrrpInstance[] {
  const perSide = config.ha.compat === "published" || config.ha.vrrp?.instances === "per-side";
  const instances = perSide ? instancePerSide : singleInstance;
  return ([4, 6] as const).flatMap((family) =>
    instances(
      config,
      family,
      vips.filter((vip) => vip.family === family),
    ),
  );
}
