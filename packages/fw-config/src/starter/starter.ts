/** What a new network of a pair has. */
export interface StarterOptions {
  /** The lab's name: lower case letters, digits and hyphens. */
  readonly name: string;
  /** The networks behind the pair, 1 to 200 of them; two at least when there is no uplink. */
  readonly zones: readonly string[];
  /** Whether a provider's network leads out. */
  readonly uplink: boolean;
  /** Whether the zones go out with the pair's own address; means nothing without an uplink. */
  readonly nat: boolean;
  /** Whether networks have IPv6 beside IPv4. */
  readonly ipv6: boolean;
  /** Whether the zones are VLANs of one card, rather than a card each. */
  readonly vlans: boolean;
  /** Whether a machine of the lab stands in each zone. */
  readonly hosts: boolean;
}

/** A pair before anybody has said anything else: an office behind one public address. */
export const usualStarter: Omit<StarterOptions, "name"> = {
  zones: ["lan"],
  uplink: true,
  nat: true,
  ipv6: false,
  vlans: false,
  hosts: true,
};

/** The network of the provider. */
const UPLINK = "wan";

/**
 * The text of a config that a person can go on with: comments say what is there and why. IPv4 from
 * 10.0.0.0/8 (RFC 1918) and, outside, from what is reserved for documentation (RFC 5737, RFC 3849).
 * It is free of findings when the names are legal, distinct, and none is `wan` or `sync`.
 */
export function starterConfig(options: StarterOptions): string {
  const blocks = [
    headBlock(options),
    networksBlock(options),
    firewallBlock(options),
    "ha: { stateSync: { network: sync } }",
    ...hostsBlock(options),
    ...natBlock(options),
    policyBlock(options),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function headBlock({ name }: StarterOptions): string {
  return [
    "# Check it: fw check · draw it: fw graph -o topology.svg · run it: fw up · prove it: fw prove",
    `name: ${name}`,
  ].join("\n");
}

/** A zone's number, from 1: its third octet, its VLAN's tag, its card. */
type Numbered = readonly [zone: string, number: number];

function numbered({ zones }: StarterOptions): readonly Numbered[] {
  return zones.map((zone, i) => [zone, i + 1]);
}

/** Cards are counted behind the uplink's. */
function firstCard({ uplink }: StarterOptions): number {
  return uplink ? 1 : 0;
}

function zoneInterface(options: StarterOptions, [, number]: Numbered): string {
  const first = firstCard(options);
  return options.vlans ? `eth${first}.${number * 10}` : `eth${first + number - 1}`;
}

function networksBlock(options: StarterOptions): string {
  const { uplink, ipv6, vlans, zones } = options;
  const first = firstCard(options);
  const syncBridge = first + (vlans ? 1 : zones.length);
  return [
    "networks:",
    ...(uplink
      ? [
          "  # The provider's. Write the addresses that the provider gave you.",
          `  ${UPLINK}: { subnet: ${one(["192.0.2.0/24", ...(ipv6 ? ["2001:db8:ffff::/64"] : [])])}, bridge: br0 }`,
        ]
      : []),
    ...numbered(options).map(([zone, number]) => {
      const subnet = one([`10.0.${number}.0/24`, ...(ipv6 ? [`2001:db8:${number}::/64`] : [])]);
      const place = vlans
        ? `bridge: br${first}, vlan: ${number * 10}`
        : `bridge: br${first + number - 1}`;
      return `  ${zone}: { subnet: ${subnet}, ${place} }`;
    }),
    "  # A cable between the two, which carries nothing but copies of the connections.",
    `  sync: { subnet: 10.255.0.0/30, bridge: br${syncBridge} }`,
  ].join("\n");
}

function firewallBlock(options: StarterOptions): string {
  const { uplink, ipv6, vlans, zones } = options;
  const first = firstCard(options);
  return [
    "firewall:",
    "  # Each takes addresses of its own from every subnet, beside the virtual ones.",
    "  members: { fw-1: {}, fw-2: {} }",
    "  interfaces:",
    "    # A virtual address is the primary's; hosts use it as their gateway.",
    ...(uplink
      ? [
          `    eth0: { network: ${UPLINK}, vip: ${one(["192.0.2.10", ...(ipv6 ? ["2001:db8:ffff::10"] : [])])} }`,
        ]
      : []),
    ...numbered(options).map((zone) => {
      const [name, number] = zone;
      const vip = one([`10.0.${number}.1`, ...(ipv6 ? [`2001:db8:${number}::1`] : [])]);
      return `    ${zoneInterface(options, zone)}: { network: ${name}, vip: ${vip} }`;
    }),
    `    eth${first + (vlans ? 1 : zones.length)}: { network: sync }`,
    ...(uplink
      ? [
          "  routes:",
          "    - { destination: default, via: 192.0.2.1 }",
          ...(ipv6 ? ['    - { destination: default, via: "2001:db8:ffff::1" }'] : []),
        ]
      : []),
    "  # Who may reach the firewalls themselves; nobody else may.",
    "  management:",
    `    - { from: ${zones[0]}, services: [ssh, ping] }`,
  ].join("\n");
}

function hostsBlock(options: StarterOptions): readonly string[] {
  const { uplink, ipv6, hosts } = options;
  const machines = [
    ...(uplink
      ? [
          "  # In the lab, the machine that runs it is the provider's router, and answers for what is behind.",
          `  router: { kind: lab-host, network: ${UPLINK}, address: ${one(["192.0.2.1", ...(ipv6 ? ["2001:db8:ffff::1"] : [])])} }`,
        ]
      : []),
    ...(hosts
      ? numbered(options).map(([zone, number]) => {
          const address = one([`10.0.${number}.50`, ...(ipv6 ? [`2001:db8:${number}::50`] : [])]);
          return `  ${zone}-host: { network: ${zone}, address: ${address} }`;
        })
      : []),
  ];
  return machines.length === 0 ? [] : [["hosts:", ...machines].join("\n")];
}

function natBlock({ uplink, nat, zones }: StarterOptions): readonly string[] {
  if (!uplink || !nat) return [];
  return [
    [
      "nat:",
      "  # IPv4 goes out with the virtual address, which stays the same when a firewall is lost.",
      `  source: [{ from: ${one(zones)}, to: ${UPLINK} }]`,
    ].join("\n"),
  ];
}

function policyBlock({ uplink, zones }: StarterOptions): string {
  const rules = uplink
    ? [
        `    - { from: ${one(zones)}, to: ${UPLINK}, services: [dns, http, https, ntp, ping] }`,
        "    # What else may pass, like:",
        `    # - { from: ${UPLINK}, to: ${zones[0]}, destination: 10.0.1.80, services: https }`,
      ]
    : [
        `    - { from: ${zones[0]}, to: ${one(zones.slice(1))}, services: [ssh, http, https, ping] }`,
      ];
  return [
    "policy:",
    "  # New connections that no rule accepts are dropped; answers need no rule.",
    "  rules:",
    ...rules,
  ].join("\n");
}

/** One value as it is, several as a list. */
function one(values: readonly string[]): string {
  const written = values.map((value) => (value.includes(":") ? `"${value}"` : value));
  return written.length === 1 ? (written[0] ?? "") : `[${written.join(", ")}]`;
}
