import type { Config } from "../../src/index.ts";

/** A pair with many sides, as in a house with a VLAN for each tenant. */
export interface ManySides {
  readonly sides: number;
  /** Whether each side has an IPv6 subnet and a virtual address of it, too. */
  readonly ipv6?: boolean;
  readonly vrrp?: Config["ha"]["vrrp"];
  /** Cards instead of VLANs of one. */
  readonly cards?: boolean;
}

function side(i: number, { ipv6 = false, cards = false }: ManySides) {
  const [high, low] = [Math.floor(i / 250), i % 250];
  const v4 = `10.${100 + high}.${low}`;
  const v6 = `2001:db8:${i.toString(16)}:`;
  const subnet = ipv6 ? [`${v4}.0/24`, `${v6}:/64`] : `${v4}.0/24`;
  const vip = ipv6 ? [`${v4}.254`, `${v6}:ffff`] : `${v4}.254`;
  return {
    network: cards ? { subnet, bridge: `br${i + 10}` } : { subnet, bridge: "br0", vlan: i + 100 },
    name: cards ? `eth${i + 10}` : `eth0.${i + 100}`,
    vip,
  };
}

/** The configuration of such a pair. */
export function manySides(options: ManySides): Config {
  const { sides, vrrp } = options;
  const all = Array.from({ length: sides }, (_, i) => [`tenant-${i}`, side(i, options)] as const);
  return {
    name: "tenants",
    networks: {
      ...Object.fromEntries(all.map(([name, { network }]) => [name, network])),
      outside: { subnet: "198.51.100.0/28", bridge: "br1" },
      sync: { subnet: "10.254.0.0/30", bridge: "br2" },
    },
    firewall: {
      members: { left: {}, right: {} },
      interfaces: {
        ...Object.fromEntries(all.map(([network, { name, vip }]) => [name, { network, vip }])),
        eth1: { network: "outside", vip: "198.51.100.5" },
        eth2: { network: "sync" },
      },
      routes: [{ destination: "default", via: "198.51.100.14" }],
    },
    ha: { ...(vrrp === undefined ? {} : { vrrp }), stateSync: { network: "sync" } },
    nat: { source: [{ from: all.map(([name]) => name), to: "outside" }] },
    policy: { rules: [{ from: "any", to: "outside", services: ["dns", "http", "https", "ping"] }] },
  };
}
