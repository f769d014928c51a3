import type { Config } from "../config/config.ts";
import { listOf } from "../config/lists.ts";
import type { OneOrMore } from "../config/scalars.ts";
import { plainName } from "../model/address-match.ts";
import { builtinServices } from "../services/builtin.ts";
import type { Check } from "./check.ts";

/** Own services do not hide builtin ones. */
const servicesDoNotHideBuiltins: Check = (config, report) => {
  for (const name of Object.keys(config.services ?? {})) {
    if (!builtinServices.has(name)) continue;
    report("FW031", ["services", name], `"${name}" is a builtin service`, "choose another name");
  }
};

/** Which names use a name, by it. */
function usersOf(members: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const users = new Map<string, string[]>([...members.keys()].map((name) => [name, []]));
  for (const [name, inner] of members) {
    for (const member of inner) users.get(member)?.push(name);
  }
  return users;
}

/** Without the sets whose members all end, which takes the time of one reading. */
function endless(members: ReadonlyMap<string, readonly string[]>): Map<string, readonly string[]> {
  const users = usersOf(members);
  const rest = new Map(members);
  const left = new Map(
    [...members].map(([name, inner]) => [name, inner.filter((set) => members.has(set)).length]),
  );
  const ended = [...members.keys()].filter((name) => left.get(name) === 0);
  for (const name of ended) {
    rest.delete(name);
    for (const user of users.get(name) ?? []) {
      const others = (left.get(user) ?? 0) - 1;
      left.set(user, others);
      if (others === 0) ended.push(user);
    }
  }
  return rest;
}

/** Service sets end. */
export const serviceSetsEnd: Check = (config, report) => {
  const sets = new Map(
    Object.entries(config.services ?? {}).flatMap(([name, service]) =>
      "services" in service ? [[name, service.services] as const] : [],
    ),
  );
  // Neither those that end nor those that only lead to one that does not.
  for (const name of endless(usersOf(endless(sets))).keys()) {
    report(
      "FW030",
      ["services", name, "services"],
      `the set "${name}" does not end: it contains itself, or a set that does`,
    );
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
const helpersFitTheirProtocol: Check = (config, report) => {
  for (const [name, service] of Object.entries(config.services ?? {})) {
    if (!("ports" in service) || service.helper === undefined) continue;
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
    for (const name of listOf(value)) into.add(plainName(name));
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
  for (const entry of config.nat?.source ?? []) {
    use(services, entry.services);
    use(addresses, entry.source);
    use(addresses, entry.destination);
  }
  for (const entry of config.nat?.destination ?? []) {
    use(services, entry.service);
    use(addresses, entry.host);
  }
  for (const entry of config.nat?.oneToOne ?? []) {
    use(services, entry.services);
    use(addresses, entry.host);
  }
  for (const service of Object.values(config.services ?? {})) {
    if ("services" in service) use(services, service.services);
  }
  return { services, addresses };
}

/** What is defined is used. */
const definitionsAreUsed: Check = (config, report) => {
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

/** In the order of their findings. */
export const serviceChecks: readonly Check[] = [
  servicesDoNotHideBuiltins,
  serviceSetsEnd,
  helpersFitTheirProtocol,
  definitionsAreUsed,
];
