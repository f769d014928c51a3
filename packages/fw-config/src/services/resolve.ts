import type { Config } from "../config/config.ts";
import type { PortConfig, PortServiceConfig } from "../config/service.ts";
import type { PortRange, ServiceMatch } from "../model/types.ts";
import { builtinServices } from "./builtin.ts";

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

/** Every service name that the configuration can use. */
export function serviceNames(config: Config): readonly string[] {
  return [...Object.keys(config.services ?? {}), ...builtinServices.keys()];
}

/** Whether the name is a builtin or an own service. */
export function serviceExists(config: Config, name: string): boolean {
  return builtinServices.has(name) || Object.hasOwn(config.services ?? {}, name);
}

/** What a service name is on the wire, sets unfolded; a set that contains itself ends there. */
export function resolveService(
  config: Config,
  name: string,
  seen: ReadonlySet<string> = new Set(),
): readonly ServiceMatch[] {
  const builtin = builtinServices.get(name);
  if (builtin !== undefined) return builtin;
  const own = Object.hasOwn(config.services ?? {}, name) ? config.services?.[name] : undefined;
  if (own === undefined || seen.has(name)) return [];
  if ("protocol" in own) return [portService(name, own)];
  const within = new Set([...seen, name]);
  return own.services.flatMap((member) => resolveService(config, member, within));
}

/** The services of a list of names, each once. */
export function resolveServices(config: Config, names: readonly string[]): readonly ServiceMatch[] {
  return [...new Set(names.flatMap((name) => resolveService(config, name)))];
}
