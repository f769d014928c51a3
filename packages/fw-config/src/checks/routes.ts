import { contains, formatBlock, lastOf, parseBlock, type Cidr } from "../address/cidr.ts";
import { familyOf } from "../address/interface-address.ts";
import { formatIp, parseIp, type Family } from "../address/ip.ts";
import type { Config } from "../config/config.ts";
import type { RouteConfig } from "../config/firewall.ts";
import { listOf } from "../config/lists.ts";
import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import {
  allAddresses,
  interfaceOn,
  subnetOf,
  subnetsOf,
  syncNetworks,
} from "../model/addresses.ts";
import type { Check } from "./check.ts";

/** The networks that the firewalls have an interface on. */
function ownNetworks(config: Config): readonly string[] {
  return Object.keys(config.networks).filter((name) => interfaceOn(config, name) !== undefined);
}

function routePath(i: number, field: keyof RouteConfig): ConfigPath {
  return ["firewall", "routes", i, field];
}

/** What a route leads to; `default` is everything of its gateway's family. */
function blockOf({ destination, via }: RouteConfig): Cidr | undefined {
  const everything = familyOf(via) === 4 ? "0.0.0.0/0" : "::/0";
  return parseBlock(destination === "default" ? everything : destination);
}

/** The gateways of the firewalls' routes are on their networks. */
const gatewaysAreReachable: Check = (config, report) => {
  const networks = ownNetworks(config);
  for (const [i, { via }] of (config.firewall.routes ?? []).entries()) {
    if (networks.some((name) => subnetOf(config, name, via) !== undefined)) continue;
    const sides = networks
      .filter((name) => !syncNetworks(config).includes(name))
      .map((name) => `${name} (${listOf(config.networks[name]?.subnet).join(", ")})`);
    const message = `the gateway ${via} is in no network of the firewalls`;
    const hint = `write the address that the next router has on ${sides.join(" or ")}`;
    report("FW033", routePath(i, "via"), message, hint);
  }
};

/** A gateway is another machine than the firewalls. */
const gatewaysAreOthers: Check = (config, report) => {
  const routes = config.firewall.routes ?? [];
  if (routes.length === 0) return;
  const own = new Map<string, string>();
  for (const { address, owner, path } of allAddresses(config)) {
    const ip = path[0] === "firewall" ? parseIp(address) : undefined;
    if (ip !== undefined) own.set(formatIp(ip), owner);
  }
  for (const [i, { via }] of routes.entries()) {
    const ip = parseIp(via);
    const owner = ip === undefined ? undefined : own.get(formatIp(ip));
    if (owner === undefined) continue;
    const message = `the gateway ${via} is the firewalls' own: it belongs to ${owner}`;
    report("FW069", routePath(i, "via"), message);
  }
};

/** One way to each destination. */
const destinationsAreRoutedOnce: Check = (config, report) => {
  const ways = new Map<string, string>();
  for (const [i, route] of (config.firewall.routes ?? []).entries()) {
    const block = blockOf(route);
    if (block === undefined) continue;
    const key = formatBlock(block);
    const first = ways.get(key);
    ways.set(key, first ?? route.via);
    if (first === undefined) continue;
    const message = `${route.destination} is routed via ${first} already`;
    report("FW090", routePath(i, "destination"), message);
  }
};

function isInside(inner: Cidr, outer: Cidr): boolean {
  const ends = [inner.first, lastOf(inner)].map((value) => ({ family: inner.family, value }));
  return ends.every((end) => contains(outer, end));
}

/** What is on a link of the firewalls is reached there, not by a gateway. */
const destinationsAreElsewhere: Check = (config, report) => {
  const links = ownNetworks(config).flatMap((name) =>
    subnetsOf(config, name).map((subnet) => ({ name, subnet })),
  );
  for (const [i, route] of (config.firewall.routes ?? []).entries()) {
    const block = blockOf(route);
    const link = block && links.find(({ subnet }) => isInside(block, subnet));
    if (link === undefined) continue;
    const message = `${route.destination} is on the network "${link.name}" (${formatBlock(link.subnet)}), which the firewalls are on themselves`;
    report("FW091", routePath(i, "destination"), message);
  }
};

/** A destination and its gateway are of one family. */
const routesAreOfOneFamily: Check = (config, report) => {
  for (const [i, route] of (config.firewall.routes ?? []).entries()) {
    const family: Family | undefined = blockOf(route)?.family;
    if (family === undefined || family === familyOf(route.via)) continue;
    const message = `${route.destination} is IPv${family}, and its gateway ${route.via} is not`;
    report("FW092", routePath(i, "via"), message, `write an IPv${family} gateway`);
  }
};

/** Services by which routers learn routes from each other. */
const routingServices: ReadonlySet<string> = new Set(["bgp", "ospf", "rip", "isis", "babel"]);

/** Whether a routing daemon may know ways that the configuration does not. */
function learnsRoutes(config: Config): boolean {
  const entries = config.firewall.management ?? [];
  return entries.some(({ services }) => listOf(services).some((name) => routingServices.has(name)));
}

/** What is translated has somewhere to go. */
const translatedConnectionsHaveAWay: Check = (config, report) => {
  if (learnsRoutes(config)) return;
  const { firewall, hosts = {}, nat } = config;
  const routes = firewall.routes ?? [];
  const leadsTo = (network: string, via: string): boolean =>
    subnetOf(config, network, via) !== undefined;
  const networks = ownNetworks(config);
  // Where a gateway that is in no network was meant to be, another check asks.
  if (routes.some(({ via }) => !networks.some((name) => leadsTo(name, via)))) return;
  const leadsOn = (network: string): boolean => routes.some(({ via }) => leadsTo(network, via));
  const isKnown = (network: string): boolean =>
    Object.values(hosts).some((host) => host.network === network);
  for (const [i, { to }] of (nat?.source ?? []).entries()) {
    if (!Object.hasOwn(config.networks, to) || interfaceOn(config, to) === undefined) continue;
    if (leadsOn(to) || isKnown(to)) continue;
    const subnets = listOf(config.networks[to]?.subnet).join(", ");
    const message = `no route leads on from "${to}": what is translated reaches ${subnets} only`;
    const hint = `add the router there: \`firewall.routes: [{ destination: default, via: … }]\` with an address of ${subnets}`;
    report("FW106", ["nat", "source", i, "to"], message, hint);
  }
};

/** In the order of their findings. */
export const routeChecks: readonly Check[] = [
  gatewaysAreReachable,
  gatewaysAreOthers,
  destinationsAreRoutedOnce,
  destinationsAreElsewhere,
  routesAreOfOneFamily,
  translatedConnectionsHaveAWay,
];
