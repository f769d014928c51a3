import fc, { type GeneratorValue } from "fast-check";

import {
  resolve,
  type Config,
  type DestinationNatConfig,
  type OneToOneNatConfig,
  type SourceNatConfig,
} from "../../src/index.ts";

type Family = 4 | 6;
type NatConfig = NonNullable<Config["nat"]>;
type RuleConfig = NonNullable<Config["policy"]>["rules"][number];

const sides = ["red", "green", "blue"] as const;

/** A side's address with this host number. */
export function sideAddress(side: number, host: number, family: Family): string {
  return family === 4 ? `10.${side + 1}.0.${host}` : `2001:db8:${side + 1}::${host.toString(16)}`;
}

function sideSubnet(side: number, prefix: number, family: Family): string {
  return family === 4 ? `10.${side + 1}.0.0/${prefix}` : `2001:db8:${side + 1}::/64`;
}

/** A subnet beside the others of a side, on which the firewalls have virtual addresses alone. */
function furtherSubnet(side: number): string {
  return `10.${side + 1}.7.0/24`;
}

/** What a side with a further subnet, or with more than one virtual address, may have besides. */
const furtherVips = (side: number): readonly string[] => [
  `10.${side + 1}.7.1`,
  `10.${side + 1}.7.2`,
];

/** Draws from a generator: every decision of one configuration comes from it. */
class Draw {
  private readonly g: GeneratorValue;

  constructor(g: GeneratorValue) {
    this.g = g;
  }

  int(min: number, max: number): number {
    return this.g(fc.integer, { min, max });
  }

  chance(percent: number): boolean {
    return this.int(1, 100) <= percent;
  }

  pick<T>(list: readonly T[]): T {
    const found = list[this.int(0, list.length - 1)];
    if (found === undefined) throw new TypeError("nothing to pick from");
    return found;
  }

  some<T>(list: readonly T[], most: number): readonly T[] {
    const count = this.int(1, most);
    return [...new Set(Array.from({ length: count }, () => this.pick(list)))];
  }

  optional<K extends string, V>(key: K, percent: number, value: () => V): { [P in K]?: V } {
    return this.chance(percent) ? ({ [key]: value() } as { [P in K]?: V }) : {};
  }
}

/** The parts that the rest of a configuration refers to. */
interface Frame {
  readonly families: readonly Family[];
  readonly prefix: number;
  readonly names: readonly string[];
  /** The sides that have a further subnet. */
  readonly further: ReadonlySet<number>;
}

function hostsOf({ families, names }: Frame): NonNullable<Config["hosts"]> {
  const entries = names.flatMap((network, side) =>
    [3, 4].map((host) => {
      const address = families.map((family) => sideAddress(side, host, family));
      return [`${network}-${host}`, { kind: "external", network, address }] as const;
    }),
  );
  return Object.fromEntries(entries);
}

/** Names of addresses, some of them left out. */
function someAddresses(draw: Draw, names: readonly string[]): readonly string[] {
  return draw.some(names, 3).map((name) => (draw.chance(25) ? `!${name}` : name));
}

function blocksOf(draw: Draw, { families, names }: Frame): readonly string[] {
  const side = draw.int(0, names.length - 1);
  const v4 = [
    sideAddress(side, draw.int(1, 14), 4),
    `10.${side + 1}.0.${draw.pick([0, 4, 8])}/30`,
    `10.${side + 1}.0.0/29`,
    furtherSubnet(side),
    "10.0.0.0/8",
    "172.20.0.0/16",
    "0.0.0.0/0",
  ];
  const v6 = [
    sideAddress(side, draw.int(1, 14), 6),
    `2001:db8:${side + 1}::/125`,
    `2001:db8:${side + 1}::8/126`,
    "2001:db8::/32",
    "::/0",
  ];
  return families.flatMap((family) =>
    draw.chance(80) ? draw.some(family === 4 ? v4 : v6, 3) : [],
  );
}

function addressesOf(draw: Draw, frame: Frame): NonNullable<Config["addresses"]> {
  const sets = [0, 1, 2].map((i) => [`set-${i}`, blocksOf(draw, frame)] as const);
  return Object.fromEntries(sets.filter(([, blocks]) => blocks.length > 0));
}

function portsOf(draw: Draw): readonly (number | string)[] {
  return Array.from({ length: draw.int(1, 3) }, () => {
    const low = draw.pick([1, 22, 80, 1000, 5000, 65_000]);
    return draw.chance(50) ? low : `${low}-${low + draw.int(1, 500)}`;
  });
}

const icmpQueries = [
  "echo-request",
  "timestamp-request",
  "info-request",
  "address-mask-request",
] as const;
const icmpv6Queries = ["echo-request", "node-information-query"] as const;

function servicesOf(draw: Draw): NonNullable<Config["services"]> {
  return {
    "svc-0": { protocol: "tcp", ports: portsOf(draw) },
    "svc-1": { protocol: "udp", ports: portsOf(draw) },
    "svc-2": { protocol: draw.pick(["tcp", "udp", "sctp", "dccp"]), ports: portsOf(draw) },
    "svc-range": { protocol: draw.pick(["tcp", "udp"]), ports: [movedPorts["svc-range"][0]] },
    "svc-long": { protocol: draw.pick(["tcp", "udp"]), ports: [movedPorts["svc-long"][0]] },
    "svc-icmp": { protocol: "icmp", types: draw.some(icmpQueries, 3) },
    "svc-icmpv6": { protocol: "icmpv6", types: draw.some(icmpv6Queries, 2) },
    "svc-set": {
      services: ["svc-0", draw.pick(["dns", "ping", "svc-1", "svc-icmp", "svc-icmpv6"])],
    },
  };
}

const serviceNames = [
  "svc-0",
  "svc-1",
  "svc-2",
  "svc-icmp",
  "svc-icmpv6",
  "svc-set",
  "svc-range",
  "http",
  "dns",
  "ssh",
  "ftp",
  "tftp",
  "ping",
  "gre",
  "esp",
] as const;

/** Far above what a test sends: the lines are there, and never drop. */
function limitOf(draw: Draw): NonNullable<RuleConfig["limit"]> {
  return { newPerSecond: 100_000, connections: 100_000, per: draw.pick(["rule", "source"]) };
}

function ruleOf(draw: Draw, { names }: Frame, addresses: readonly string[]): RuleConfig {
  const side = (): string | readonly string[] => (draw.chance(20) ? "any" : draw.some(names, 2));
  const action = draw.pick(["accept", "accept", "drop", "reject", "reject"] as const);
  return {
    from: side(),
    to: side(),
    ...draw.optional("source", 40, () => someAddresses(draw, addresses)),
    ...draw.optional("destination", 50, () => someAddresses(draw, addresses)),
    ...draw.optional("services", 70, () => draw.some(serviceNames, 3)),
    action,
    ...draw.optional("log", 20, () => draw.pick([true, { perSecond: 7 }])),
    ...draw.optional("limit", action === "accept" ? 10 : 0, () => limitOf(draw)),
  };
}

/** Lets conversations begin that a helper reads, which the other rules hardly ever do. */
interface Welcome {
  readonly helper: "ftp" | "tftp";
  readonly from: readonly string[];
  readonly to: string;
  readonly rule: RuleConfig;
}

function welcomeOf(draw: Draw, { names }: Frame): Welcome {
  const to = draw.pick(names);
  const from = names.filter((name) => name !== to);
  const helper = draw.pick(["ftp", "tftp"] as const);
  const services = [helper, draw.pick(["http", "ping", "dns"])];
  return { helper, from, to, rule: { from, to, services } };
}

/** What both ends have addresses for; IPv4 needs no word. */
function natFamilyOf(draw: Draw, families: readonly Family[]): Pick<SourceNatConfig, "family"> {
  const [first] = families;
  if (families.length === 1) return first === 6 ? { family: "ipv6" } : {};
  return draw.pick([{}, { family: "ipv4" }, { family: "ipv6" }, { family: "both" }] as const);
}

/** Which virtual address an entry of source NAT uses, and for which families. */
function translationOf(draw: Draw, frame: Frame): Pick<SourceNatConfig, "family" | "vip"> {
  const kind = draw.int(1, 10);
  if (kind > 4) return natFamilyOf(draw, frame.families);
  if (kind > 2) return { ...natFamilyOf(draw, frame.families), vip: "none" };
  const sidesVips = frame.names.map((_name, side) => vipsOf(frame, side));
  return { vip: draw.pick(sidesVips.flat()) };
}

function sourceNatOf(draw: Draw, frame: Frame, addresses: readonly string[]): SourceNatConfig {
  const { names } = frame;
  const to = draw.pick(names);
  return {
    ...translationOf(draw, frame),
    from: draw.some(
      names.filter((name) => name !== to),
      2,
    ),
    to,
    ...draw.optional("source", 30, () => someAddresses(draw, addresses)),
    ...draw.optional("destination", 30, () => someAddresses(draw, addresses)),
    ...draw.optional("services", 30, () => draw.some(serviceNames, 2)),
  };
}

/** Ranges that a forwarding moves: short, long, by one, and onto themselves in part. */
const movedPorts = {
  "svc-range": ["6000-6009", 6100],
  "svc-long": ["40000-49999", 40_001],
} as const;

const singlePorts = ["http", "dns", "ssh", "ftp", "tftp"] as const;

/** The virtual addresses of a side. */
function vipsOf({ families, further }: Frame, side: number): readonly string[] {
  return [
    ...families.map((family) => sideAddress(side, 10, family)),
    ...(further.has(side) ? furtherVips(side) : []),
  ];
}

function destinationNatOf(draw: Draw, frame: Frame): DestinationNatConfig {
  const { names } = frame;
  const side = draw.int(0, names.length - 1);
  const from = names[side] ?? "";
  const vip = draw.optional("vip", 40, () => draw.pick(vipsOf(frame, side)));
  const behind = draw.pick(names.filter((name) => name !== from));
  const host = `${behind}-${draw.pick([3, 4])}`;
  if (draw.chance(25)) {
    const service = draw.pick(["svc-range", "svc-long"] as const);
    return { from, ...vip, service, host, port: movedPorts[service][1] };
  }
  return draw.chance(50)
    ? { from, ...vip, service: draw.pick(["svc-0", "svc-1", "svc-2"]), host }
    : { from, ...vip, service: draw.pick(singlePorts), host, port: draw.int(1, 65_535) };
}

/** The conversation's own: its clients are translated, its server is behind their virtual address. */
function welcomeNat(draw: Draw, frame: Frame, { helper, from, to }: Welcome): NatConfig {
  const side = draw.pick(from);
  const host = `${to}-${draw.pick([3, 4])}`;
  return {
    source: draw.chance(50) ? [{ ...natFamilyOf(draw, frame.families), from: side, to }] : [],
    destination: draw.chance(70) ? [{ from: side, service: helper, host }] : [],
  };
}

/** A host that the clients beside it reach at a virtual address, and their translation. */
function hairpinOf(draw: Draw, frame: Frame): Pick<Required<NatConfig>, "source" | "destination"> {
  const side = draw.int(0, frame.names.length - 1);
  const network = frame.names[side] ?? "";
  const host = `${network}-${draw.pick([3, 4])}`;
  const service = draw.pick(singlePorts);
  return {
    source: [{ ...natFamilyOf(draw, frame.families), from: network, to: network }],
    destination: [{ from: network, vip: draw.pick(vipsOf(frame, side)), service, host }],
  };
}

/** Hosts that a virtual address of another side stands for, each with all protocols or some. */
function oneToOneOf(draw: Draw, frame: Frame): OneToOneNatConfig {
  const side = draw.int(0, frame.names.length - 1);
  const network = frame.names[side] ?? "";
  const inside = draw.pick(frame.names.filter((name) => name !== network));
  return {
    vip: draw.pick(vipsOf(frame, side)),
    host: `${inside}-${draw.pick([3, 4])}`,
    ...draw.optional("services", 40, () => draw.some(serviceNames, 3)),
    ...draw.optional("from", 40, () => draw.some(frame.names, 2)),
  };
}

function natOf(
  draw: Draw,
  frame: Frame,
  welcome: Welcome | undefined,
  addresses: readonly string[],
): NatConfig {
  const own = welcome && welcomeNat(draw, frame, welcome);
  const within = draw.chance(25) ? hairpinOf(draw, frame) : undefined;
  const source = Array.from({ length: draw.int(0, 3) }, () => sourceNatOf(draw, frame, addresses));
  const destination = Array.from({ length: draw.int(0, 3) }, () => destinationNatOf(draw, frame));
  return {
    source: [...(own?.source ?? []), ...(within?.source ?? []), ...source],
    destination: [...(own?.destination ?? []), ...(within?.destination ?? []), ...destination],
    oneToOne: Array.from({ length: draw.pick([0, 0, 1, 2]) }, () => oneToOneOf(draw, frame)),
  };
}

function managementOf(
  draw: Draw,
  { names }: Frame,
  addresses: readonly string[],
): NonNullable<Config["firewall"]["management"]> {
  return Array.from({ length: draw.int(0, 2) }, () => ({
    from: draw.pick(names),
    ...draw.optional("source", 50, () => someAddresses(draw, addresses)),
    services: draw.some(serviceNames, 2),
  }));
}

function firewallOf(draw: Draw, frame: Frame, addresses: readonly string[]): Config["firewall"] {
  const { families, names } = frame;
  const interfaces = names.map((network, side) => {
    return [`eth${side}`, { network, vip: vipsOf(frame, side) }] as const;
  });
  const side = draw.int(0, names.length - 1);
  const routes = families.map((family) => ({
    destination:
      family === 4
        ? draw.pick(["172.20.0.0/16", "default"])
        : draw.pick(["2001:db8:ff::/48", "default"]),
    via:
      family === 4 && frame.further.has(side) && draw.chance(50)
        ? `10.${side + 1}.7.5`
        : sideAddress(side, 5, family),
  }));
  return {
    members: { "fw-1": {}, "fw-2": {} },
    interfaces: {
      ...Object.fromEntries(interfaces),
      eth8: { network: "spare" },
      eth9: { network: "sync" },
    },
    ...draw.optional("routes", 40, () => routes),
    management: managementOf(draw, frame, addresses),
    antiSpoofing: draw.chance(75),
  };
}

function configOf(draw: Draw): Config {
  const families = draw.pick<readonly Family[]>([[4], [4], [6], [4, 6], [4, 6]]);
  const prefix = draw.pick([24, 28]);
  const names = sides.slice(0, draw.int(2, 3));
  const further = new Set(
    names.flatMap((_name, side) => (families.includes(4) && draw.chance(25) ? [side] : [])),
  );
  const frame: Frame = { families, prefix, names, further };
  const networks = names.map((name, side) => {
    const subnet = [
      ...families.map((family) => sideSubnet(side, prefix, family)),
      ...(further.has(side) ? [furtherSubnet(side)] : []),
    ];
    return [name, { subnet, bridge: `br${side}` }] as const;
  });
  const hosts = hostsOf(frame);
  const addresses = addressesOf(draw, frame);
  const known = [...Object.keys(hosts), ...Object.keys(addresses), ...names];
  const count = draw.int(0, 8);
  const welcome = draw.chance(60) ? welcomeOf(draw, frame) : undefined;
  return {
    name: "random",
    networks: {
      ...Object.fromEntries(networks),
      spare: { subnet: "10.98.0.0/24", bridge: "br8" },
      sync: { subnet: "10.99.0.0/24", bridge: "br9" },
    },
    firewall: firewallOf(draw, frame, known),
    ha: {
      vrrp: { transport: draw.pick(["multicast", "unicast"]) },
      stateSync: {
        network: draw.pick(["sync", ["sync", "spare"]]),
        transport: draw.pick(["multicast", "unicast"]),
      },
    },
    hosts,
    addresses,
    services: servicesOf(draw),
    policy: {
      rules: [
        ...(welcome === undefined ? [] : [welcome.rule]),
        ...Array.from({ length: count }, () => ruleOf(draw, frame, known)),
      ],
    },
    ...draw.optional("nat", 60, () => natOf(draw, frame, welcome, known)),
  };
}

/**
 * Without the forwardings of ports that an earlier one has, and without what was for them alone. A
 * long range may hide two short ones.
 */
function withoutConflicts(config: Config): Config {
  const { source = [], destination = [], oneToOne = [] } = config.nat ?? {};
  const findings = resolve(config).diagnostics;
  const found = (code: string, list: string): ReadonlySet<unknown> =>
    new Set(
      findings.flatMap((one) => (one.code === code && one.path[1] === list ? [one.path[2]] : [])),
    );
  const conflicting = found("FW068", "destination");
  const doubled = found("FW068", "oneToOne");
  const useless = found("FW034", "source");
  if (conflicting.size + doubled.size + useless.size === 0) return config;
  return withoutConflicts({
    ...config,
    nat: {
      source: source.filter((_entry, i) => !useless.has(i)),
      destination: destination.filter((_entry, i) => !conflicting.has(i)),
      oneToOne: oneToOne.filter((_entry, i) => !doubled.has(i)),
    },
  });
}

/** Without the lists of addresses that leave none. */
function withAddresses(config: Config): Config {
  const whole = structuredClone(config);
  for (const { code, path } of resolve(config).diagnostics) {
    if (code !== "FW080") continue;
    let owner: unknown = whole;
    for (const step of path.slice(0, -1)) owner = Reflect.get(owner as object, step);
    Reflect.deleteProperty(owner as object, path.at(-1) ?? "");
  }
  return whole;
}

export { Draw };

/** A valid configuration with two or three sides, of one family or both, with NAT or without. */
export const randomConfig: fc.Arbitrary<Config> = fc
  .gen()
  .map((g) => withoutConflicts(withAddresses(configOf(new Draw(g)))));
