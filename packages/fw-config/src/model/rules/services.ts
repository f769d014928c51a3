import type { Config } from "../../config/config.ts";
import { listOf } from "../../config/lists.ts";
import type { OneOrMore } from "../../config/scalars.ts";
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

/** The names of services, and of address sets and hosts, that some field refers to. */
function namesInUse(config: Config): Record<"services" | "addresses", ReadonlySet<string>> {
  const [services, addresses] = [new Set<string>(), new Set<string>()];
  const use = (into: Set<string>, value: OneOrMore<string> | undefined): void => {
    for (const name of listOf(value)) into.add(name);
  };
  for (const rule of config.policy?.rules ?? []) {
    use(services, rule.services);
    use(addresses, rule.source);
    use(addresses, rule.destination);
  }
  for (const entry of config.firewall.management ?? []) {
    use(services, entry.services);
    use(addresses, entry.source);
  }
  for (const entry of config.nat?.destination ?? []) {
    use(services, entry.service);
    use(addresses, entry.host);
  }
  for (const service of Object.values(config.services ?? {})) {
    if ("services" in service) use(services, service.services);
  }
  return { services, addresses };
}

/** What is defined is used. */
export const definitionsAreUsed: ConfigRule = (config, report) => {
  const used = namesInUse(config);
  for (const name of Object.keys(config.services ?? {})) {
    if (used.services.has(name)) continue;
    report("FW038", ["services", name], `nothing uses the service "${name}"`);
  }
  for (const name of Object.keys(config.addresses ?? {})) {
    if (used.addresses.has(name)) continue;
    report("FW038", ["addresses", name], `nothing uses the address set "${name}"`);
  }
  for (const [name, { kind }] of Object.entries(config.hosts ?? {})) {
    if (kind !== "external" || used.addresses.has(name)) continue;
    report("FW038", ["hosts", name], `nothing uses the external host "${name}"`);
  }
};
