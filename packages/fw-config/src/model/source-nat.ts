import { canonical } from "../address/canonical.ts";
import { familyOf } from "../address/interface-address.ts";
import type { Family } from "../address/ip.ts";
import type { Config } from "../config/config.ts";
import { listOf } from "../config/lists.ts";
import type { SourceNatConfig } from "../config/nat.ts";
import { resolveServices } from "../services/resolve.ts";
import { addressMatcher, meansFamily } from "./address-match.ts";
import { interfaceOn, mainVips } from "./addresses.ts";
import { oneToOnes } from "./one-to-one.ts";
import { networkList } from "./sides.ts";
import { translatedFamilies } from "./translated-families.ts";
import type { SourceNat } from "./types.ts";

/** The virtual address of each family that an entry of source NAT is about; `none` for what stays. */
function translations(
  config: Config,
  entry: SourceNatConfig,
): readonly (readonly [Family, string | undefined])[] {
  const families = translatedFamilies(entry);
  if (entry.vip === "none") return families.map((family) => [family, undefined]);
  const vips = entry.vip === undefined ? mainVips(config, entry.to) : [canonical(entry.vip)];
  return vips.flatMap((vip) => {
    const family = familyOf(vip);
    return families.includes(family) ? [[family, vip] as const] : [];
  });
}

/** The entries of `nat.source`: one a family. */
function byRule(config: Config, entries: readonly SourceNatConfig[]): readonly SourceNat[] {
  const addressMatch = addressMatcher(config);
  return entries.flatMap((entry) => {
    const from = networkList(config, entry.from);
    const source = addressMatch(entry.source);
    const destination = addressMatch(entry.destination);
    const { services } = entry;
    const asked = {
      ...(source !== undefined && { source }),
      ...(destination !== undefined && { destination }),
      ...(services !== undefined && { services: resolveServices(config, listOf(services)) }),
    };
    return translations(config, entry)
      .filter(([family]) => meansFamily(source, family) && meansFamily(destination, family))
      .map(([family, vip]) => ({
        from,
        fromInterfaces: from.flatMap((name) => interfaceOn(config, name) ?? []),
        to: entry.to,
        interface: interfaceOn(config, entry.to) ?? "",
        family,
        ...asked,
        ...(vip !== undefined && { vip }),
      }));
  });
}

/** A host leaves with the virtual address that stands for it, and whoever asks from beside it with another. */
function ofOneToOne(config: Config): readonly SourceNat[] {
  const addressMatch = addressMatcher(config);
  return oneToOnes(config).flatMap((entry): readonly SourceNat[] => {
    const { family, vip, outside, host, inside, within, services } = entry;
    const interfaceInside = interfaceOn(config, inside) ?? "";
    const asked = {
      from: [inside],
      fromInterfaces: [interfaceInside],
      family,
      ...(services !== undefined && { services }),
    };
    const own = addressMatch(host) ?? { v4: [], v6: [] };
    const outward = { to: outside, interface: interfaceOn(config, outside) ?? "", vip };
    const back = { to: inside, interface: interfaceInside, vip: within ?? "" };
    return [
      { ...asked, ...outward, source: own },
      ...(within === undefined ? [] : [{ ...asked, ...back, destination: own }]),
    ];
  });
}

/** Source NAT, always to virtual addresses, in the order in which it is tried. */
export function resolveSourceNat(config: Config): readonly SourceNat[] {
  const entries = config.nat?.source ?? [];
  const others = entries.findIndex(({ vip }) => vip !== "none");
  const exempt = others === -1 ? entries.length : others;
  return [
    ...byRule(config, entries.slice(0, exempt)),
    ...ofOneToOne(config),
    ...byRule(config, entries.slice(exempt)),
  ];
}
