import { canonical } from "../address/canonical.ts";
import { familyOf } from "../address/interface-address.ts";
import type { Config } from "../config/config.ts";
import { listOf } from "../config/lists.ts";
import type { DestinationNatConfig } from "../config/nat.ts";
import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { hasPorts, helperOf } from "../services/port-service.ts";
import { resolveServices } from "../services/resolve.ts";
import type { ServiceMatch } from "../services/types.ts";
import { includesAddress } from "./address-match.ts";
import { interfaceOn, mainVips } from "./addresses.ts";
import { oneToOnes, type OneToOne } from "./one-to-one.ts";
import { resolveRules } from "./policy.ts";
import type { DestinationNat, Rule } from "./types.ts";

/** An entry of the configuration, and what it passes on. */
export interface ForwardingEntry {
  readonly path: ConfigPath;
  readonly forwardings: readonly DestinationNat[];
}

/** One entry a service and a family that both ends have. */
function byPort(config: Config, entry: DestinationNatConfig): readonly DestinationNat[] {
  const host = config.hosts?.[entry.host];
  const vips = entry.vip === undefined ? mainVips(config, entry.from) : [canonical(entry.vip)];
  const services = resolveServices(config, [entry.service]);
  return vips.flatMap((vip) => {
    const address = listOf(host?.address).find((own) => familyOf(own) === familyOf(vip));
    if (host === undefined || address === undefined) return [];
    return services.filter(hasPorts).map((service) => ({
      from: entry.from,
      interface: interfaceOn(config, entry.from) ?? "",
      to: host.network,
      family: familyOf(vip),
      vip,
      service,
      host: canonical(address),
      ...(entry.port !== undefined && { port: entry.port }),
    }));
  });
}

/**
 * The services with a helper that rules let in to the host: a helper is given by what a connection
 * asks for, before its destination is translated. Without those that a forwarding takes.
 */
function readServices(
  rules: readonly Rule[],
  { inside, from, host, vip }: OneToOne,
  taken: readonly DestinationNat[],
): readonly ServiceMatch[] {
  const isTaken = (service: ServiceMatch): boolean =>
    taken.some((other) => other.vip === vip && helperOf(other.service) === helperOf(service));
  const services = rules
    .filter(
      (rule) =>
        rule.action === "accept" &&
        rule.to.includes(inside) &&
        rule.from.some((name) => from.includes(name)) &&
        includesAddress(rule.destination, host),
    )
    .flatMap((rule) => rule.services ?? [])
    .filter((service) => helperOf(service) !== undefined && !isTaken(service));
  return [...new Set(services)];
}

function ofHost(
  config: Config,
  entry: OneToOne,
  services: readonly (ServiceMatch | undefined)[],
): readonly DestinationNat[] {
  const { family, vip, host, inside } = entry;
  return services.flatMap((service) =>
    entry.from.map((from) => ({
      from,
      interface: interfaceOn(config, from) ?? "",
      to: inside,
      family,
      vip,
      host,
      ...(service !== undefined && { service }),
    })),
  );
}

/** What the entries of `nat.destination` and `nat.oneToOne` pass on, in the order of the ruleset. */
export function forwardingEntries(config: Config): readonly ForwardingEntry[] {
  const byPorts = (config.nat?.destination ?? []).map((entry, i) => ({
    path: ["nat", "destination", i],
    forwardings: byPort(config, entry),
  }));
  const entries = oneToOnes(config);
  if (entries.length === 0) return byPorts;
  const rules = resolveRules(config);
  const taken = byPorts.flatMap(({ forwardings }) => forwardings);
  return [
    ...byPorts,
    ...entries.map((entry) => ({
      path: ["nat", "oneToOne", entry.index],
      forwardings: ofHost(
        config,
        entry,
        entry.services ?? [...readServices(rules, entry, taken), undefined],
      ),
    })),
  ];
}

/** Destination NAT: port forwarding, then what stands for one host. */
export function resolveDestinationNat(config: Config): readonly DestinationNat[] {
  return forwardingEntries(config).flatMap(({ forwardings }) => forwardings);
}
