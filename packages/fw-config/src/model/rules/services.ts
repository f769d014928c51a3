import { listOf } from "../../config/lists.ts";
import { builtinServices } from "../../services/builtin.ts";
import type { ConfigRule } from "./rule.ts";

/** Own services do not hide builtin ones. */
export const servicesDoNotHideBuiltins: ConfigRule = (config, report) => {
  for (const name of Object.keys(config.services ?? {})) {
    if (!builtinServices.has(name)) continue;
    report("FW031", ["services", name], `"${name}" is a builtin service`, "choose another name");
  }
};

/** Service sets end. */
export const serviceSetsEnd: ConfigRule = (config, report) => {
  const services = config.services ?? {};
  const members = (name: string): readonly string[] => {
    const service = Object.hasOwn(services, name) ? services[name] : undefined;
    return service !== undefined && "services" in service ? service.services : [];
  };
  for (const name of Object.keys(services)) {
    const reached = new Set<string>();
    const queue = [...members(name)];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      queue.push(...members(next));
    }
    if (reached.has(name)) {
      report("FW030", ["services", name, "services"], `the set "${name}" contains itself`);
    }
  }
};

/** The transport protocols that the kernel's helpers are registered for. */
const helperProtocols: Readonly<Record<string, readonly string[]>> = {
  ftp: ["tcp"],
  tftp: ["udp"],
  sip: ["tcp", "udp"],
  irc: ["tcp"],
  pptp: ["tcp"],
  amanda: ["udp"],
  "netbios-ns": ["udp"],
  RAS: ["udp"],
  "Q.931": ["tcp"],
};

/** Helpers are used on protocols that they exist for. */
export const helpersFitTheirProtocol: ConfigRule = (config, report) => {
  for (const [name, service] of Object.entries(config.services ?? {})) {
    if (!("protocol" in service) || service.helper === undefined) continue;
    const protocols = helperProtocols[service.helper] ?? [];
    if (protocols.includes(service.protocol)) continue;
    const message = `the helper ${service.helper} does not exist for ${service.protocol}`;
    report("FW039", ["services", name, "helper"], message, `it works on ${protocols.join(", ")}`);
  }
};

/** What is defined is used. */
export const definitionsAreUsed: ConfigRule = (config, report) => {
  const rules = config.policy?.rules ?? [];
  const management = config.firewall.management ?? [];
  const services = new Set([
    ...rules.flatMap((rule) => listOf(rule.services)),
    ...management.flatMap((entry) => listOf(entry.services)),
    ...(config.nat?.destination ?? []).map((entry) => entry.service),
    ...Object.values(config.services ?? {}).flatMap((service) =>
      "services" in service ? service.services : [],
    ),
  ]);
  const addresses = new Set([
    ...rules.flatMap((rule) => [...listOf(rule.source), ...listOf(rule.destination)]),
    ...management.flatMap((entry) => listOf(entry.source)),
  ]);
  for (const name of Object.keys(config.services ?? {})) {
    if (services.has(name)) continue;
    report("FW038", ["services", name], `nothing uses the service "${name}"`);
  }
  for (const name of Object.keys(config.addresses ?? {})) {
    if (addresses.has(name)) continue;
    report("FW038", ["addresses", name], `nothing uses the address set "${name}"`);
  }
};
