import { canonical } from "../address/canonical.ts";
import { familyOf } from "../address/interface-address.ts";
import type { Family } from "../address/ip.ts";
import { isLinkLocal } from "../address/link-local.ts";
import type { Config } from "../config/config.ts";
import { listOf } from "../config/lists.ts";
import type { SourceNatConfig } from "../config/nat.ts";
import type { LimitConfig } from "../config/policy.ts";
import type { OneOrMore } from "../config/scalars.ts";
import { resolveServices } from "../services/resolve.ts";
import type { ServiceMatch } from "../services/types.ts";
import { addressMatcher } from "./address-match.ts";
import { interfaceOn, mainVips, subnetOf, subnetsOf, syncNetworks } from "./addresses.ts";
import { translatedFamilies } from "./translated-families.ts";
import type {
  AddressMatch,
  DestinationNat,
  Limit,
  ManagementRule,
  Rule,
  SourceNat,
} from "./types.ts";

/** The networks that connections may pass between: those where the firewalls are, without the sync links. */
function sideNetworks(config: Config): readonly string[] {
  const networks = Object.values(config.firewall.interfaces).map((entry) => entry.network);
  return networks.filter((network) => !syncNetworks(config).includes(network));
}

function networkList(config: Config, value: OneOrMore<string>): readonly string[] {
  const names = listOf(value);
  if (names.includes("any")) return sideNetworks(config);
  return names.length === 1 ? names : [...new Set(names)];
}

/** Whether hosts of a network reach one another by the firewall, as they are in two subnets. */
function hasFurtherSubnet(config: Config, network: string): boolean {
  const routed = subnetsOf(config, network).filter((subnet) => !isLinkLocal(subnet));
  return new Set(routed.map(({ family }) => family)).size < routed.length;
}

/** Whether clients of a network reach a host beside them at a virtual address. */
export function isForwardedWithin(config: Config, network: string): boolean {
  return (config.nat?.destination ?? []).some(
    ({ from, host }) => from === network && config.hosts?.[host]?.network === network,
  );
}

/**
 * Networks that what comes from there may be sent back into: by a route, to another subnet, or to a
 * host that is asked at a virtual address.
 */
function networksWithAWayBack(config: Config): ReadonlySet<string> {
  const networks = Object.values(config.firewall.interfaces).map((entry) => entry.network);
  const routes = config.firewall.routes ?? [];
  return new Set(
    networks.filter(
      (name) =>
        hasFurtherSubnet(config, name) ||
        isForwardedWithin(config, name) ||
        routes.some(({ via }) => subnetOf(config, name, via) !== undefined),
    ),
  );
}

/** The networks that both sides of a rule name. `any` means others: it opens no way back. */
function withinOf(
  from: OneOrMore<string>,
  to: OneOrMore<string>,
  back: ReadonlySet<string>,
): readonly string[] {
  if (back.size === 0) return [];
  const ends = new Set(listOf(to));
  return [...new Set(listOf(from))].filter((name) => ends.has(name) && back.has(name));
}

/** Reads lists of services; rules that name the same ones share one list. */
function serviceLists(config: Config): (names: OneOrMore<string>) => readonly ServiceMatch[] {
  const known = new Map<string, readonly ServiceMatch[]>();
  return (value) => {
    const names = listOf(value);
    const key = names.join(" ");
    const list = known.get(key) ?? resolveServices(config, names);
    known.set(key, list);
    return list;
  };
}

/** Enough to see what happens; too little to fill a disk. */
const defaultLogPerSecond: number = 5;

function limitOf({ per, ...bounds }: LimitConfig): Limit {
  return { ...bounds, perSource: per === "source" };
}

/** The rules for forwarded connections, in their order. */
export function resolveRules(config: Config): readonly Rule[] {
  const servicesOf = serviceLists(config);
  const addressMatch = addressMatcher(config);
  const back = networksWithAWayBack(config);
  return (config.policy?.rules ?? []).map((rule, index): Rule => {
    const resolved: { -readonly [K in keyof Rule]: Rule[K] } = {
      index,
      from: networkList(config, rule.from),
      to: networkList(config, rule.to),
      within: withinOf(rule.from, rule.to, back),
      action: rule.action ?? "accept",
      log: rule.log !== undefined && rule.log !== false,
      logPerSecond: typeof rule.log === "object" ? rule.log.perSecond : defaultLogPerSecond,
    };
    const source = addressMatch(rule.source);
    const destination = addressMatch(rule.destination);
    if (source !== undefined) resolved.source = source;
    if (destination !== undefined) resolved.destination = destination;
    if (rule.services !== undefined) resolved.services = servicesOf(rule.services);
    if (rule.limit !== undefined) resolved.limit = limitOf(rule.limit);
    if (rule.comment !== undefined) resolved.comment = rule.comment;
    return resolved;
  });
}

/** The rules for connections to the firewalls themselves. */
export function resolveManagement(config: Config): readonly ManagementRule[] {
  const addressMatch = addressMatcher(config);
  return (config.firewall.management ?? []).map((entry) => {
    const source = addressMatch(entry.source);
    return {
      from: entry.from,
      interface: interfaceOn(config, entry.from) ?? "",
      ...(source === undefined ? {} : { source }),
      services: resolveServices(config, listOf(entry.services)),
    };
  });
}

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

/** Whether an address match has something of a family; no match means any address. */
function hasFamily(match: AddressMatch | undefined, family: Family): boolean {
  return match === undefined || (family === 4 ? match.v4 : match.v6).length > 0;
}

/** Source NAT, always to virtual addresses: one entry a family. */
export function resolveSourceNat(config: Config): readonly SourceNat[] {
  const addressMatch = addressMatcher(config);
  return (config.nat?.source ?? []).flatMap((entry) => {
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
      .filter(([family]) => hasFamily(source, family) && hasFamily(destination, family))
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

/** Destination NAT: one entry a service and a family that both ends have. */
export function resolveDestinationNat(config: Config): readonly DestinationNat[] {
  return (config.nat?.destination ?? []).flatMap((entry) => {
    const host = config.hosts?.[entry.host];
    const vips = entry.vip === undefined ? mainVips(config, entry.from) : [canonical(entry.vip)];
    const services = resolveServices(config, [entry.service]);
    return vips.flatMap((vip) => {
      const address = listOf(host?.address).find((own) => familyOf(own) === familyOf(vip));
      if (host === undefined || address === undefined) return [];
      return services.flatMap((service) =>
        service.kind !== "ports"
          ? []
          : [
              {
                from: entry.from,
                interface: interfaceOn(config, entry.from) ?? "",
                to: host.network,
                family: familyOf(vip),
                vip,
                service,
                host: canonical(address),
                ...(entry.port === undefined ? {} : { port: entry.port }),
              },
            ],
      );
    });
  });
}
