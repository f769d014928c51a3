import { isLinkLocal } from "../address/link-local.ts";
import type { Config } from "../config/config.ts";
import { listOf } from "../config/lists.ts";
import type { LimitConfig } from "../config/policy.ts";
import type { OneOrMore } from "../config/scalars.ts";
import { resolveServices } from "../services/resolve.ts";
import type { ServiceMatch } from "../services/types.ts";
import { addressMatcher } from "./address-match.ts";
import { interfaceOn, subnetOf, subnetsOf } from "./addresses.ts";
import { isForwardedWithin } from "./one-to-one.ts";
import { networkList } from "./sides.ts";
import type { Limit, ManagementRule, Rule } from "./types.ts";

/** Whether hosts of a network reach one another by the firewall, as they are in two subnets. */
function hasFurtherSubnet(config: Config, network: string): boolean {
  const routed = subnetsOf(config, network).filter((subnet) => !isLinkLocal(subnet));
  return new Set(routed.map(({ family }) => family)).size < routed.length;
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
