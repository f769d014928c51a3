// @ts-check
/** A configuration without a finding. */
export const SOUND = `name: office
networks:
  wan: { subnet: [192.0.2.0/24, "2001:db8::/64"], bridge: br0 }
  lan: { subnet: 10.0.0.0/24, bridge: br1 }
  guests: { subnet: 10.1.0.0/24, bridge: br2 }
  sync: { subnet: 10.255.0.0/30, bridge: br3 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces:
    eth0: { network: wan, vip: [192.0.2.100, "2001:db8::100"] }
    eth1: { network: lan, vip: 10.0.0.254 }
    eth2: { network: sync }
  routes: [{ destination: default, via: 192.0.2.254 }]
  management:
    - { from: lan, services: [ssh] }
ha:
  stateSync: { network: sync }
hosts:
  web: { network: lan, address: 10.0.0.10 }
services:
  app: { protocol: tcp, ports: [8000] }
addresses:
  admins: [10.0.0.20]
policy:
  rules:
    - { from: lan, to: wan, source: admins, services: [https, app] }
nat:
  source:
    - { from: lan, to: wan }
`;

const RULES = "    - { from: lan, to: wan, source: admins, services: [https, app] }\n";
const NAT = "    - { from: lan, to: wan }\n";
const WEB = "  web: { network: lan, address: 10.0.0.10 }\n";
const OUT = "      out: { interfaces: [eth0] }\n";
const IN = "      in: { interfaces: [eth1] }\n";
const GUESTS = "  guests: { subnet: 10.1.0.0/24, bridge: br2 }\n";

/**
 * The code that reports a mistake, then what stands in the sound configuration and what stands
 * there by mistake; perhaps at a second place too.
 *
 * @typedef {readonly [code: string, right: string, wrong: string, right2?: string, wrong2?: string]} Mistake
 */

/** Every code has one. @type {readonly Mistake[]} */
export const MISTAKES = [
  ["FW001", "    eth2: {", "\teth2: {"],
  ["FW002", "bridge: br1", "brige: br1"],
  ["FW003", "ports: [8000]", "ports: [80000]"],
  ["FW004", ", bridge: br1", ""],
  ["FW005", "name: office", `name: ${"office-".repeat(1_200_000)}`],
  ["FW010", "to: wan, source", "to: wann, source"],
  ["FW011", "vip: 10.0.0.254", "vip: 10.9.0.1"],
  ["FW012", "{ fw-1: {}, fw-2: {} }", "{ fw-1: {} }"],
  ["FW013", "address: 10.0.0.10", "address: 10.0.0.254"],
  ["FW014", "address: 10.0.0.10", "address: 10.3.0.1"],
  ["FW015", "10.1.0.0/24", "10.0.0.0/16"],
  ["FW016", "bridge: br2", "bridge: br1"],
  ["FW017", WEB, `${WEB}  fw-1: { network: lan, address: 10.0.0.30 }\n`],
  ["FW018", "eth2: { network: sync }", "eth2: { network: sync }\n    eth3: { network: lan }"],
  ["FW019", "eth2: { network: sync }", "eth2: { network: sync, vip: 10.255.0.3 }"],
  ["FW020", ', vip: [192.0.2.100, "2001:db8::100"]', "", ", vip: 10.0.0.254", ""],
  ["FW021", "ha:\n", "ha:\n  vrrp: { interface: eth2 }\n"],
  ["FW022", "ha:\n", "ha:\n  vrrp: { interface: eth9 }\n"],
  ["FW023", "[https, app]", "[htps, app]"],
  ["FW024", "source: admins", "source: admin"],
  ["FW025", ', vip: [192.0.2.100, "2001:db8::100"]', ""],
  ["FW026", "fw-1: {}", "fw-1: { addresses: { eth1: [10.0.0.1, 10.0.0.3] } }"],
  ["FW027", "10.255.0.0/30", '"2001:db8:9::/64"'],
  ["FW028", "fw-1: {}", "fw-1: { addresses: { eth0: 192.0.2.1 } }"],
  ["FW029", NAT, `${NAT}  destination:\n    - { from: wan, service: https, host: wev }\n`],
  ["FW030", "  app:", "  a: { services: [b] }\n  b: { services: [a] }\n  app:"],
  ["FW031", "  app:", "  http: { protocol: tcp, ports: [8080] }\n  app:"],
  ["FW032", GUESTS, `${GUESTS}  any: { subnet: 10.7.0.0/24, bridge: br7 }\n`],
  ["FW033", "via: 192.0.2.254", "via: 172.16.0.1"],
  ["FW034", NAT, "    - { from: wan, to: wan }\n"],
  ["FW035", NAT, `${NAT}  destination:\n    - { from: wan, service: ping, host: web }\n`],
  ["FW036", "to: wan, source", "to: sync, source"],
  ["FW037", "to: wan, source", "to: guests, source"],
  ["FW038", "  app:", "  spare: { protocol: tcp, ports: [9000] }\n  app:"],
  ["FW039", "ports: [8000]", "ports: [8000], helper: tftp"],
  [
    "FW040",
    "{ fw-1: {}, fw-2: {} }",
    "{ fw-1: { priority: 100 }, fw-2: { priority: 100 } }",
    "ha:\n",
    "ha:\n  vrrp: { preempt: true }\n",
  ],
  ["FW041", "ha:\n", "ha:\n  vrrp: { preempt: true }\n"],
  ["FW042", "ha:\n", "ha:\n  vrrp: { advertIntervalMs: 10 }\n"],
  ["FW043", WEB, `${WEB}  visitor: { network: guests, address: 10.1.0.9 }\n`],
  [
    "FW044",
    WEB,
    `${WEB}  a: { kind: lab-host, network: lan, address: 10.0.0.40 }\n  b: { kind: lab-host, network: wan, address: 192.0.2.40 }\n`,
  ],
  ["FW045", "address: 10.0.0.10", "address: 10.0.0.255"],
  ["FW046", RULES, RULES.replace(" }", ", action: drop, limit: { newPerSecond: 1 } }")],
  ["FW047", "10.1.0.0/24", "127.0.0.0/24"],
  [
    "FW048",
    WEB,
    "  web: { network: lan, address: 10.0.0.10, interface: a-eth0 }\n  web-a: { network: lan, address: 10.0.0.11 }\n",
  ],
  ["FW049", "ha:\n", "ha:\n  compat: published\n  vrrp: {}\n"],
  ["FW050", "ha:\n", "ha:\n  compat: published\n"],
  ["FW051", "    eth2:", "    eth3.5: { network: guests }\n    eth2:"],
  [
    "FW052",
    "bridge: br2 }",
    "bridge: br2, vlan: 9 }",
    "    eth2:",
    "    eth1.9: { network: guests }\n    eth2:",
  ],
  [
    "FW053",
    "bridge: br2 }",
    "bridge: br2, vlan: 9 }",
    WEB,
    `${WEB}  box: { kind: lab-host, network: guests, address: 10.1.0.9 }\n`,
  ],
  ["FW054", "eth2: { network: sync }", "eth2: { network: sync, bond: { cards: [eth3, eth1] } }"],
  ["FW055", "stateSync: { network: sync }", "stateSync: { network: [sync, sync] }"],
  ["FW056", "ha:\n", "ha:\n  vrrp: { authentication: hmac }\n"],
  ["FW057", "policy:\n", "policy:\n  flowtable: true\n"],
  ["FW058", "policy:\n", "policy:\n  flowtable: true\n"],
  [
    "FW059",
    "policy:\n  rules:\n",
    "policy:\n  flowtable: true\n  rules:\n    - { from: wan, to: lan, services: ftp }\n",
  ],
  [
    "FW060",
    "address: 10.0.0.10",
    "address: 10.0.0.10, vm: { spice: { heads: 3, videoMemoryMiB: 16 } }",
  ],
  ["FW061", "address: 10.0.0.10", "address: 10.0.0.10, kind: external, vm: { cpus: 2 }"],
  ["FW062", "ha:\n", "ha:\n  vrrp: { instances: per-side, virtualRouterId: 255 }\n"],
  ["FW063", NAT, `${NAT}  destination:\n    - { from: wan, service: https, host: web }\n`],
  ["FW064", "ha:\n", `ha:\n  vrrp:\n    instances: single\n    groups:\n${OUT}${IN}`],
  ["FW065", "ha:\n", `ha:\n  vrrp:\n    groups:\n${OUT}      in: { interfaces: [eth1, eth2] }\n`],
  ["FW066", "ha:\n", `ha:\n  vrrp:\n    groups:\n${OUT}`],
  [
    "FW067",
    "ha:\n",
    `ha:\n  vrrp:\n    groups:\n${OUT}      in: { interfaces: [eth1], interface: eth0 }\n`,
  ],
  [
    "FW068",
    NAT,
    `${NAT}  destination:\n    - { from: wan, service: https, host: web }\n    - { from: wan, service: https, host: web, port: 8000 }\n`,
  ],
  ["FW069", "via: 192.0.2.254", "via: 192.0.2.100"],
  ["FW070", "address: 10.0.0.10", "address: 10.0.0.10, vm: { usb: { slots: 1 } }"],
  [
    "FW071",
    "{ fw-1: {}, fw-2: {} }",
    "{ fw-1: {}, fw-2: {} }\n  vm: { spice: { remote: { port: 5930 } } }",
  ],
  [
    "FW072",
    "address: 10.0.0.10",
    "address: 10.0.0.10, vm: { spice: { remote: { address: 10.0.0.3, port: 5930 } } }",
  ],
  ["FW080", "source: admins", 'source: [admins, "!lan"]'],
  ["FW090", "via: 192.0.2.254 }", "via: 192.0.2.254 }, { destination: default, via: 192.0.2.253 }"],
  ["FW091", "destination: default", "destination: 10.0.0.0/24"],
  ["FW092", "destination: default", 'destination: "2001:db8:7::/48"'],
  ["FW100", "source: admins", "source: 192.0.2.7"],
  ["FW101", RULES, `    - { from: lan, to: wan, action: drop }\n${RULES}`],
  ["FW102", RULES, `${RULES}    - { from: lan, to: wan, source: 10.0.0.20, services: [https] }\n`],
  ["FW103", RULES, `${RULES}    - { from: lan, to: wan, services: [http, https], action: drop }\n`],
  ["FW104", "{ from: lan, services: [ssh] }", "{ from: wan, source: 10.0.0.20, services: [ssh] }"],
  ["FW105", "services: [ssh]", "services: [ssh, dns]"],
  ["FW106", "  routes: [{ destination: default, via: 192.0.2.254 }]\n", ""],
  ["FW107", "[https, app]", "[https, sip]"],
  ["FW110", ', vip: [192.0.2.100, "2001:db8::100"]', ", vip: 192.0.2.100"],
];

/**
 * The sound configuration with a mistake in it.
 *
 * @param {Mistake} mistake
 */
export function mistaken([code, right, wrong, right2, wrong2]) {
  let text = SOUND;
  for (const [from, to] of [
    [right, wrong],
    [right2, wrong2],
  ]) {
    if (from === undefined || to === undefined) continue;
    if (SOUND.split(from).length !== 2) throw new Error(`${code}: ${from} must stand there once`);
    text = text.replace(from, to);
  }
  return text;
}
