import type { Config } from "../config/config.ts";
import type {
  PortConfig,
  PortServiceConfig,
  ServiceConfig,
  ServiceSetConfig,
} from "../config/service.ts";
import { builtinServices } from "./builtin.ts";
import type { PortRange, ServiceMatch } from "./types.ts";

/** `80` and `6000-6063` as ranges. */
function portRange(port: PortConfig): PortRange {
  if (typeof port === "number") return { low: port, high: port };
  const [low = 0, high = 0] = port.split("-").map(Number);
  return { low, high };
}

function portService(name: string, service: PortServiceConfig): ServiceMatch {
  const { protocol, helper } = service;
  const base = { kind: "ports", name, protocol, ports: service.ports.map(portRange) } as const;
  return helper === undefined ? base : { ...base, helper };
}

/** What a service that is no set is on the wire. */
function ownService(name: string, service: Exclude<ServiceConfig, ServiceSetConfig>): ServiceMatch {
  if ("ports" in service) return portService(name, service);
  const types = [...new Set(service.types)];
  return service.protocol === "icmp"
    ? { kind: "icmp", name, v4: types, v6: [] }
    : { kind: "icmp", name, v4: [], v6: types };
}

/** Every service name that the configuration can use. */
export function serviceNames(config: Config): readonly string[] {
  return [...Object.keys(config.services ?? {}), ...builtinServices.keys()];
}

/** Whether the name is a builtin or an own service. */
export function serviceExists(config: Config, name: string): boolean {
  return builtinServices.has(name) || Object.hasOwn(config.services ?? {}, name);
}

/** What some service names are on the wire, sets unfolded, each service once, in their order. */
export function resolveServices(config: Config, names: readonly string[]): readonly ServiceMatch[] {
  const services = config.services ?? {};
  const matches = new Set<ServiceMatch>();
  // Without recursion, and each name once: sets of sets would overflow the stack, or never end.
  const seen = new Set<string>();
  const open = names.toReversed();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const own = Object.hasOwn(services, name) ? services[name] : undefined;
    for (const match of builtinServices.get(name) ?? []) matches.add(match);
    if (builtinServices.has(name) || own === undefined) continue;
    if ("protocol" in own) matches.add(ownService(name, own));
    else for (const member of own.services.toReversed()) open.push(member);
  }
  return [...matches];
}
