/** What a newcomer wants to write, without a mistake. */
export const intended = `name: office
networks:
  wan: { subnet: 198.51.100.0/28, bridge: br0 }
  lan: { subnet: 10.40.0.0/24, bridge: br1 }
  sync: { subnet: 10.254.0.0/30, bridge: br2 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces:
    eth0: { network: wan, vip: 198.51.100.5 }
    eth1: { network: lan, vip: 10.40.0.254 }
    eth2: { network: sync }
  routes: [{ destination: default, via: 198.51.100.14 }]
  management: [{ from: lan, services: ssh }]
ha: { stateSync: { network: sync } }
hosts:
  desk: { network: lan, address: 10.40.0.20 }
  shop: { network: lan, address: 10.40.0.80 }
services:
  app: { protocol: tcp, ports: [8443] }
nat:
  source: [{ from: lan, to: wan }]
policy:
  rules:
    - { from: lan, to: wan, source: desk, services: [https, app] }
`;

/** A mistake: what it is, what is meant, and what is written instead; perhaps at several places. */
export type Mistake = readonly [
  title: string,
  ...edits: (readonly [right: string, wrong: string])[],
];

const ALL = [intended, ""] as const;
const RULE = "source: desk, services: [https, app] }";
const forwardings = (entries: string): readonly [string, string] => [
  "nat:\n",
  `nat:\n  destination:\n${entries}`,
];

/** By what a reader would call them. */
export const mistakes: Readonly<Record<string, Mistake>> = {
  "gateway-of-dot-one": [
    "The virtual address is the first of the subnet, as the old gateway was.",
    ["10.40.0.254", "10.40.0.1"],
  ],
  "vip-with-a-prefix": [
    "The virtual address has a prefix.",
    ["vip: 10.40.0.254", "vip: 10.40.0.254/24"],
  ],
  "address-for-a-subnet": [
    "A network is described by the address of its router.",
    ["10.40.0.0/24", "10.40.0.1/24"],
  ],
  "unknown-network": ["A network is misspelt.", ["to: wan, source", "to: wann, source"]],
  "upper-case-name": ["A network is called with capitals.", ["  lan: {", "  LAN: {"]],
  "underscore-in-a-name": [
    "A network is called with an underscore.",
    ["  lan: {", "  lan_users: {"],
  ],
  "name-of-the-dns": [
    "A set of addresses has names of the DNS.",
    ["nat:\n", "addresses: { mirrors: [mirror.example.net] }\nnat:\n"],
  ],
  "three-firewalls": ["There are three firewalls.", ["fw-2: {}", "fw-2: {}, fw-3: {}"]],
  "ports-for-services": ["A rule names ports.", ["[https, app]", "[tcp/443, 8443]"]],
  masquerade: [
    "Source NAT is to masquerade.",
    ["{ from: lan, to: wan }]\n", "{ from: lan, to: wan, masquerade: true }]\n"],
  ],
  "action-allow": ["A rule allows.", [RULE, "source: desk, services: https, action: allow }"]],
  "alias-interface": [
    "A second subnet of a card is an alias.",
    ["    eth2:", "    eth1:1: { network: lan }\n    eth2:"],
  ],
  "no-high-availability": ["There is no `ha`.", ["ha: { stateSync: { network: sync } }\n", ""]],
  "sync-over-the-lan": [
    "The state sync has no link of its own.",
    ["stateSync: { network: sync }", "stateSync: { network: lan }"],
  ],
  "keepalived-words": [
    "The election is described as for keepalived.",
    [
      "ha: { stateSync",
      "ha: { vrrp: { advert_int: 1, auth_pass: secret, state: MASTER, virtual_router_id: 51 }, stateSync",
    ],
  ],
  "seconds-for-milliseconds": [
    "The advert interval has a unit.",
    ["ha: { stateSync", "ha: { vrrp: { advertIntervalMs: 1s }, stateSync"],
  ],
  "policy-as-a-list": ["The policy is a list.", ["policy:\n  rules:\n    -", "policy:\n    -"]],
  "rules-at-the-top": [
    "The rules stand at the top.",
    ["policy:\n  rules:\n    -", "rules:\n    -"],
  ],
  "one-port": ["A service has one port, and no list.", ["[8443]", "8443"]],
  "ports-in-a-text": ["A service's ports are one text.", ["[8443]", '"80,443"']],
  "range-with-a-colon": ["A range of ports has a colon.", ["[8443]", '["1000:2000"]']],
  "routes-to-itself": [
    "The gateway is the firewalls' own; there is a second default route, and one to a link.",
    [
      "[{ destination: default, via: 198.51.100.14 }]",
      "[{ destination: default, via: 198.51.100.5 }, { destination: default, via: 198.51.100.13 }, { destination: 10.40.0.0/24, via: 198.51.100.14 }]",
    ],
  ],
  "nat-without-a-route": [
    "Source NAT goes to a network that no route leaves by.",
    ["  routes: [{ destination: default, via: 198.51.100.14 }]\n", ""],
  ],
  "rule-from-a-host": [
    "A rule comes from a host, and goes to the Internet.",
    ["from: lan, to: wan, source: desk", "from: desk, to: internet"],
  ],
  "rule-to-a-firewall": [
    "A rule is to let in to a firewall.",
    ["to: wan, source", "to: fw-1, source"],
  ],
  empty: ["The file is empty.", ALL],
  "keepalived-conf": [
    "The file is a keepalived.conf.",
    [intended, "! by hand\nvrrp_instance VI_1 {\n    state MASTER\n    interface eth0\n}\n"],
  ],
  "colon-in-a-comment": [
    "A comment has a colon.",
    [RULE, "source: desk, services: [https, app], comment: ticket: 12 }"],
  ],
  "management-that-never-matches": [
    "Management comes from the gateway, and from the inside by the outside.",
    [
      "[{ from: lan, services: ssh }]",
      "[{ from: lan, source: 10.40.0.254, services: ssh }, { from: wan, source: 10.40.0.20, services: ssh }]",
    ],
  ],
  "forwarded-twice": [
    "One port is forwarded to two hosts.",
    forwardings(
      "    - { from: wan, service: https, host: shop }\n    - { from: wan, service: https, host: desk }\n",
    ),
    ["  rules:\n", "  rules:\n    - { from: wan, to: lan, services: https }\n"],
  ],
  "name-no": ["The lab is called no.", ["name: office", "name: no"]],
};

/** The text with a mistake in it. */
export function mistaken([title, ...edits]: Mistake): string {
  return edits.reduce((text, [right, wrong]) => {
    if (text.split(right).length !== 2) throw new Error(`${title} ${right} must stand there once`);
    return text.replace(right, wrong);
  }, intended);
}
