import fc from "fast-check";
import { expect, test } from "vitest";

import { parse, validate } from "../parse.ts";

const base = `name: office
networks:
  lan: { subnet: 10.0.0.0/24, bridge: br0 }
  sync: { subnet: 10.255.0.0/30, bridge: br1 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces:
    eth0: { network: lan, vip: 10.0.0.254 }
    eth1: { network: sync }
ha:
  stateSync: { network: sync }
`;

const rule = (fields: string): readonly [string, string] => [
  "ha:\n",
  `policy: { rules: [{ from: lan, to: lan, ${fields} }] }\nha:\n`,
];
const service = (fields: string): readonly [string, string] => [
  "ha:\n",
  `services: { app: { ${fields} } }\nha:\n`,
];
const vrrp = (fields: string): readonly [string, string] => [
  "ha:\n",
  `ha:\n  vrrp: { ${fields} }\n`,
];

const screen = (fields: string): readonly [string, string] => [
  "fw-1: {}",
  `fw-1: { vm: { spice: { ${fields} } } }`,
];

/** What is written, and the hints of all findings. */
const mistakes: readonly (readonly [readonly [string, string], ...RegExp[]])[] = [
  // Words of other tools
  [vrrp("virtual_router_id: 5"), /^did you mean "virtualRouterId"\?$/],
  [vrrp("vrid: 5"), /`virtualRouterId`/],
  [vrrp("auth_pass: x"), /no passwords/],
  [vrrp("state: MASTER"), /start as backup/],
  [vrrp("nopreempt: true"), /stays backup by default/],
  [vrrp("advert_int: 1"), /`advertIntervalMs`/],
  [vrrp("unicast_peer: [10.0.0.1]"), /`transport: unicast`/],
  [vrrp("notify: run-it"), /under `ha.hooks`/],
  [vrrp("priority: 100"), /^`priority` is written under firewall.members.NAME$/],
  [rule("iifname: eth0"), /name networks/],
  [rule("dport: 443"), /belong to a service/],
  [rule("port: 443"), /belong to a service/],
  [["ha:\n", "nat: { source: [{ from: lan, to: lan, masquerade: true }] }\nha:\n"], /masquerade/],
  [["ha:\n", "rules: []\nha:\n"], /^`rules` is written under policy$/],
  [screen("usbChannels: 3"), /^write `usb: { slots: 2 }` beside `spice`$/],
  // A field that exists, beside what it cannot stand beside
  [service("protocol: tcp, ports: [1], services: [ssh]"), /^`services` cannot stand here beside/],
  // ICMP
  [service("protocol: icmp6, types: [echo-request]"), /^write `protocol: icmpv6`$/],
  [service("protocol: icmp, types: [ping]"), /^write `types: \[echo-request\]`$/],
  [service("protocol: icmp, types: [13]"), /^write `types: \[timestamp-request\]`$/],
  [service("protocol: icmp, types: [destination-unreachable]"), /pass by themselves/],
  [service("protocol: icmpv6, types: [packet-too-big]"), /pass by themselves/],
  [service("protocol: icmpv6, types: [nd-neighbor-solicit]"), /stay on their link/],
  [service("protocol: icmp, types: [timestamp-requst]"), /^did you mean "timestamp-request"\?$/],
  [service("protocol: icmp, type: timestamp-request"), /^did you mean "types"\?$/],
  [rule("services: [ping], icmpType: 13"), /^ICMP types belong to a service/],
  // Values
  [screen("clipboard: true"), /^write `clipboard: both`$/],
  [screen("clipboard: false"), /^write `clipboard: off`$/],
  [screen("clipboard: hostToGuest"), /^did you mean "host-to-guest"\?$/],
  [rule("action: allow"), /^write `action: accept`$/],
  [rule("action: deny"), /^write `action: drop`$/],
  [rule("action: Accept"), /^did you mean "accept"\?$/],
  [rule("services: tcp/443"), /write `https`, or define it under `services`.*ports: \[443\]/],
  [rule("services: [8443]"), /define it under `services`.*ports: \[8443\]/],
  [vrrp("advertIntervalMs: 1s"), /^write 1000: a number of milliseconds$/],
  [vrrp("virtualRouterId: '5'"), /^write it without quotes: 5$/],
  [service("protocol: tcp, ports: 8443"), /^write a list: \[8443\]$/],
  [service('protocol: tcp, ports: "80,443"'), /^write a list: \[80, 443\]$/],
  [service('protocol: tcp, ports: ["1000:2000"]'), /^write 1000-2000$/],
  [service("protocol: icmp, ports: [8]"), /^ICMP has types instead of ports/],
  [service("protocol: TCP, ports: [8]"), /^did you mean "tcp"\?$/],
  [["10.0.0.254", "10.0.0.254/24"], /^write 10.0.0.254: the prefix is/],
  [["10.0.0.0/24", "10.0.0.1/24"], /^write 10.0.0.0\/24: the subnet/],
  [["10.0.0.0/24", "10.0.0.1/255.255.255.0"], /^write 10.0.0.0\/24: the subnet/],
  [["10.0.0.0/24", "10.0.0.0"], /^add the length of its prefix/],
  [["ha:\n", "addresses: { mirror: [mirror.example.net] }\nha:\n"], /asks no name server/],
  [["10.0.0.254", "gw.example.net"], /no name server is asked/],
  // Names
  [["  lan:", "  Office_LAN:"], /^call it "office-lan"/],
  [["  lan:", "  lan_users:"], /^call it "lan-users"/],
  [["  lan:", "  Büro_Netz:"], /^call it "buro-netz"/],
  [["name: office", "name: Office_Lab"], /^call it "office-lab"/],
  [["{ network: sync }\n", "{ network: Sync }\n"], /^write "sync", here and where it is defined$/],
  [rule("services: My_App"), /^write "my-app", here and where it is defined$/],
  [["ha:\n", "addresses: { lan_users: 10.0.0.0/25 }\nha:\n"], /^call it "lan-users"/],
  [["    eth1:", "    eth0:1:"], /an alias is no interface/],
  [["    eth1:", "    enp129s0f1np1.1010:"], /15 characters/],
  [["fw-1: {}", "Fw_1: {}"], /^call it "fw-1"/],
  // Shapes
  [["fw-1: {}", "fw-1: "], /^write {} where nothing is to be said$/],
  [["{ fw-1: {}, fw-2: {} }", "[fw-1, fw-2]"], /under a name of its own/],
  [["ha:\n", "policy: [{ from: lan, to: lan }]\nha:\n"], /under `policy.rules`/],
  [["ha:\n  stateSync: { network: sync }\n", ""], /like `ha: { stateSync/],
  // Texts
  [[base, ""], /begins with `name:`/],
  [[base, "vrrp_instance VI_1"], /keepalived.conf/],
  [[base, "! keepalived\nvrrp_instance VI_1 {\n  state MASTER\n}\n"], /keepalived.conf/],
  [rule("comment: ticket: 12"), /quotes round a value/],
];

const cases = mistakes.map(([edit, ...hints]) => ({ edit, hints }));

test.each(cases)("$edit is told how to mend it", ({ edit: [from, to], hints }) => {
  const text = base.replace(from, to);
  expect(text).not.toBe(base);
  const { diagnostics } = parse(text);
  expect(diagnostics.map(({ hint }) => hint)).toStrictEqual(
    hints.map((hint) => expect.stringMatching(hint)),
  );
});

test("no hint asks for the word that stands there", () => {
  const places = ["networks.lan", "firewall", "firewall.members.fw-1", "ha.vrrp", "policy"];
  const words = fc.oneof(
    fc.constantFrom("protocol", "services", "rules", "nopreempt", "interfaces", "no-vip"),
    fc.string({ minLength: 1, maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), words, (place, word) => {
      const value = place
        .split(".")
        .reduceRight<object>((inner, part) => ({ [part]: inner }), { [word]: 1 });
      const hints = validate(value).diagnostics.map(({ hint }) => hint);
      expect(hints).not.toContain(`did you mean "${word}"?`);
    }),
  );
});
