import fc from "fast-check";

import type { Config, HostConfig, VmConfig, VrrpGroupConfig } from "../src/index.ts";
import { Draw, randomConfig, sideAddress } from "./differential/random-config.ts";

/** Adds one thing that a configuration may have. The configuration stays valid. */
type Feature = (draw: Draw, config: Config) => Config;

/** The interfaces of the firewalls that have a virtual address, with their networks. */
function sideInterfaces(config: Config): readonly (readonly [name: string, network: string])[] {
  return Object.entries(config.firewall.interfaces)
    .filter(([, { vip }]) => vip !== undefined)
    .map(([name, { network }]) => [name, network] as const);
}

/** The sides of the firewall in the order of their addresses. */
function sidesOf(config: Config): readonly string[] {
  return sideInterfaces(config).map(([, network]) => network);
}

/** An address a family on a side. */
function addressesOn(config: Config, network: string, host: number): readonly string[] {
  const side = sidesOf(config).indexOf(network);
  const subnets = [config.networks[network]?.subnet ?? []].flat();
  const families = new Set(subnets.map((subnet) => (subnet.includes(":") ? 6 : 4)));
  return Array.from(families, (family) => sideAddress(side, host, family));
}

/** Few shapes, so that few of them have to be started. */
const shapes: readonly VmConfig[] = [
  { memoryMiB: 128 },
  { memoryMiB: 2048, cpus: 3, spice: {} },
  {
    spice: {
      clipboard: "host-to-guest",
      fileTransfer: true,
      video: "virtio",
      heads: 4,
      videoMemoryMiB: 256,
    },
    usb: { slots: 8, allow: ["0951:1666", "46F4:*", "*:*"] },
  },
  { desktop: true, spice: { video: "qxl" }, usb: { slots: 0 } },
];

/** Interfaces without a tag become bonds of two cards. */
const bonds: Feature = (draw, config) => {
  const interfaces = Object.entries(config.firewall.interfaces).map(([name, entry], i) => {
    const isTagged = config.networks[entry.network]?.vlan !== undefined;
    if (isTagged || draw.chance(50)) return [name, entry] as const;
    const mode = draw.optional("mode", 60, () => draw.pick(["active-backup", "802.3ad"] as const));
    return [`bond${i}`, { ...entry, bond: { cards: [`x${i}a`, `x${i}b`], ...mode } }] as const;
  });
  return {
    ...config,
    firewall: { ...config.firewall, interfaces: Object.fromEntries(interfaces) },
  };
};

const machines: Feature = (draw, config) => {
  const names = Object.keys(config.firewall.members);
  const members = names.map((name, i) => {
    const addresses = sideInterfaces(config).map(
      ([iface, network]) => [iface, addressesOn(config, network, 11 + i)] as const,
    );
    return [
      name,
      {
        ...draw.optional("priority", 40, () => draw.int(1, 127) + i * 127),
        ...draw.optional("addresses", 30, () => Object.fromEntries(addresses)),
        ...draw.optional("vm", 20, () => draw.pick(shapes)),
      },
    ] as const;
  });
  const firewall = {
    ...config.firewall,
    members: Object.fromEntries(members),
    ...draw.optional("vm", 20, () => draw.pick(shapes)),
    ...draw.optional("connections", 30, () => draw.pick([1024, 50_000, 16_777_216])),
  };
  return { ...config, firewall };
};

const clients: Feature = (draw, config) => {
  const entries = Array.from({ length: draw.int(0, 2) }, (_, i) => {
    const network = draw.pick(sidesOf(config));
    const { vlan } = config.networks[network] ?? {};
    const host: HostConfig = {
      ...draw.optional("kind", 50, () => "client" as const),
      network,
      address: addressesOn(config, network, 6 + i),
      ...draw.optional("interface", 30, () => (vlan === undefined ? "lan0" : `lan0.${vlan}`)),
      ...draw.optional("vm", 50, () => draw.pick(shapes)),
    };
    return [`pc-${i}`, host] as const;
  });
  return { ...config, hosts: { ...config.hosts, ...Object.fromEntries(entries) } };
};

/** Screens that are served at a port of this machine, each at one of its own. */
const remoteScreens: Feature = (draw, config) => {
  let port = 5930;
  const served = (vm: VmConfig | undefined): VmConfig => {
    port += 1;
    const address = draw.optional("address", 50, () => draw.pick(["127.0.0.1", "::1"]));
    return { ...vm, spice: { ...vm?.spice, remote: { ...address, port } } };
  };
  const each = <T extends { readonly vm?: VmConfig }>(
    owners: Readonly<Record<string, T>>,
  ): Record<string, T> =>
    Object.fromEntries(
      Object.entries(owners).map(([name, machine]) => [
        name,
        { ...machine, vm: served(machine.vm) },
      ]),
    );
  const members = each(config.firewall.members);
  const vm = served(config.firewall.vm);
  const own = Object.entries(config.hosts ?? {}).filter(
    ([, { kind = "client" }]) => kind === "client",
  );
  const hosts = { ...config.hosts, ...each(Object.fromEntries(own)) };
  return { ...config, firewall: { ...config.firewall, vm, members }, hosts };
};

const labHost: Feature = (draw, config) => {
  const untagged = sidesOf(config).filter((name) => config.networks[name]?.vlan === undefined);
  if (untagged.length === 0) return config;
  const network = draw.pick(untagged);
  const address = addressesOn(config, network, 8);
  return { ...config, hosts: { ...config.hosts, box: { kind: "lab-host", network, address } } };
};

/** Each chosen side has a tag; all of them on one card and bridge, or each on its own. */
const vlans: Feature = (draw, config) => {
  const trunk = draw.chance(50);
  const tagged = new Map(
    sidesOf(config)
      .filter(() => draw.chance(60))
      .map((name, i) => [name, 10 * (i + 1)]),
  );
  const networks = Object.entries(config.networks).map(([name, network]) => {
    const vlan = tagged.get(name);
    if (vlan === undefined) return [name, network] as const;
    return [name, { ...network, vlan, ...(trunk ? { bridge: "trunk" } : {}) }] as const;
  });
  const interfaces = Object.entries(config.firewall.interfaces).map(([name, entry]) => {
    const vlan = tagged.get(entry.network);
    return [vlan === undefined ? name : `${trunk ? "eth7" : name}.${vlan}`, entry] as const;
  });
  return {
    ...config,
    networks: Object.fromEntries(networks),
    firewall: { ...config.firewall, interfaces: Object.fromEntries(interfaces) },
  };
};

/** Every side in some group. The names are words of keepalived, and as long as names may be. */
function groupsOf(draw: Draw, sides: readonly string[]): Record<string, VrrpGroupConfig> {
  const names = ["group", "g1", "a".repeat(31)];
  const chosen = sides.map((side) => [draw.pick(names), side] as const);
  const used = [...new Set(chosen.map(([name]) => name))];
  const groups = used.map((name) => {
    const own = chosen.filter(([other]) => other === name).map(([, side]) => side);
    const interfaces = draw.chance(50) ? own : own.toReversed();
    const carrier = draw.optional("interface", 40, () => draw.pick(own));
    // The same id on two links is no collision.
    const id = draw.optional("virtualRouterId", 40, () => draw.pick([1, 61, 255]));
    return [name, { interfaces, ...carrier, ...id }] as const;
  });
  return Object.fromEntries(groups);
}

const election: Feature = (draw, config) => {
  const sides = sideInterfaces(config).map(([name]) => name);
  const together = {
    ...draw.optional("interface", 40, () => draw.pick(sides)),
    ...draw.optional("instances", 50, () => draw.pick(["single", "per-side"] as const)),
  };
  const vrrp = {
    ...config.ha.vrrp,
    ...draw.optional("advertIntervalMs", 60, () => draw.pick([10, 30, 1000, 40_950])),
    ...draw.optional("virtualRouterId", 40, () => draw.pick([1, 61, 200])),
    ...draw.optional("preempt", 40, () => draw.chance(50)),
    ...(draw.chance(40) ? { groups: groupsOf(draw, sides) } : together),
  };
  const stateSync = {
    ...config.ha.stateSync,
    ...draw.optional("externalCache", 60, () => draw.chance(50)),
  };
  return { ...config, ha: { ...config.ha, vrrp, stateSync } };
};

/** What keepalived knows from 2.4 on. */
const signedAdverts: Feature = (draw, config) => {
  const keepalived = draw.pick(["2.4", 2.4] as const);
  const authentication = draw.pick(["none", "hmac"] as const);
  const vrrp = { ...config.ha.vrrp, keepalived, authentication };
  return { ...config, ha: { ...config.ha, vrrp } };
};

/** Programs whose words would be others in a shell, in sed, or in a unit. */
const hooks: Feature = (draw, config) => {
  const names = ["hook", "h1", "a".repeat(31)];
  const entries = draw.some(names, 3).map((name) => {
    const on = draw.pick(["primary", ["backup", "fault"], "fault"] as const);
    const run = draw.pick(["/bin/true", ["/bin/a b", "%n", "'\"$(x) ` \\ é 😀", ""]] as const);
    const user = draw.optional("user", 50, () => draw.pick(["daemon", "_apt"]));
    const time = draw.optional("timeoutSeconds", 50, () => draw.pick([1, 300]));
    return [name, { on, run, ...user, ...time }] as const;
  });
  return { ...config, ha: { ...config.ha, hooks: Object.fromEntries(entries) } };
};

/** A short cut for established connections, and a rule that can take it wherever it may. */
const flowtable: Feature = (_draw, config) => {
  const rule = { from: "any", to: "any", services: "https" };
  const stateSync = { ...config.ha.stateSync, externalCache: true };
  const rules = [...(config.policy?.rules ?? []), rule];
  return { ...config, ha: { ...config.ha, stateSync }, policy: { rules, flowtable: true } };
};

/** Every service that has a connection tracking helper, and the protocols that few use. */
const helpers: Feature = (draw, config) => {
  const services = {
    ...config.services,
    few: { protocol: draw.pick(["sctp", "dccp"] as const), ports: [2000, "3000-3010"] },
    chat: { protocol: "tcp", ports: [6660], helper: "irc" },
  } as const;
  const builtin = ["ftp", "tftp", "sip", "h323", "pptp", "irc", "amanda"] as const;
  const rule = {
    from: "any",
    to: "any",
    comment: draw.pick(["plain", `" ; $(x) \` { } # é 😀`]),
    services: [...draw.some(builtin, 4), "few", "chat"],
  };
  const rules = [...(config.policy?.rules ?? []), rule];
  return { ...config, services, policy: { ...config.policy, rules } };
};

const image: Feature = (_draw, config) => ({
  ...config,
  image: { packages: ["nano"], diskGiB: 3 },
});

/** All features with how often, in percent, a configuration has them; the later see the earlier. */
const features: readonly (readonly [Feature, number])[] = [
  [vlans, 30],
  [bonds, 20],
  [machines, 60],
  [clients, 60],
  [remoteScreens, 10],
  [labHost, 40],
  [election, 70],
  [signedAdverts, 20],
  [hooks, 30],
  [helpers, 40],
  [flowtable, 20],
  [image, 10],
];

/** A valid configuration that may have every feature there is. */
export const anyConfig: fc.Arbitrary<Config> = fc.tuple(randomConfig, fc.gen()).map(([base, g]) => {
  const draw = new Draw(g);
  return features.reduce(
    (config, [feature, percent]) => (draw.chance(percent) ? feature(draw, config) : config),
    base,
  );
});
