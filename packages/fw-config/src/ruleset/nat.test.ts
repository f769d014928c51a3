import { expect, test } from "vitest";

import { check, render } from "../index.ts";

/** A pair between an outside and an inside, by its virtual addresses, and what else a text says of it. */
function pair(wan: string, lan: string, more: string): string {
  return `
name: ftp
networks:
  wan: { subnet: 198.51.100.0/24, bridge: br0 }
  lan: { subnet: 10.0.0.0/24, bridge: br1 }
  sync: { subnet: 10.9.0.0/24, bridge: br2 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces:
    eth0: { network: wan, vip: ${wan} }
    eth1: { network: lan, vip: ${lan} }
    eth2: { network: sync }
${more}`;
}

function rulesetOf(text: string): string {
  const { model, diagnostics } = check(text);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return render(model).find(({ path }) => path === "/etc/nftables.conf")?.content ?? "";
}

/** A pair that passes FTP at its virtual address on to hosts, each by a port of its own. */
function chain(
  name: "prerouting" | "postrouting",
  forwards: readonly string[],
  ...rules: readonly string[]
): string {
  const text = pair(
    "198.51.100.100",
    "10.0.0.100",
    `ha:
  stateSync: { network: sync }
hosts:
  one: { kind: external, network: lan, address: 10.0.0.7 }
  two: { kind: external, network: lan, address: 10.0.0.8 }
services:
  ftp-two: { protocol: tcp, ports: [2121], helper: ftp }
nat:
  destination:
${forwards.map((entry) => `    - { from: wan, ${entry} }`).join("\n")}
policy:
  rules:
    - { from: wan, to: lan, services: [ftp] }
${rules.map((rule) => `    - { from: lan, to: wan, ${rule} }`).join("\n")}
`,
  );
  return rulesetOf(text).split(`chain ${name} {`)[1]?.split("\n    }\n")[0] ?? "";
}

const expected = (host: string): string =>
  `iifname "eth0" ip daddr 198.51.100.100 ct state related ct helper "ftp" counter dnat ip to ${host}`;

test("what a translated FTP session announces is translated by a rule too", () => {
  expect(chain("prerouting", ["service: ftp, host: one"])).toContain(expected("10.0.0.7"));
});

test("two hosts behind one address leave it open whose the announced connection is", () => {
  const rules = chain("prerouting", ["service: ftp, host: one", "service: ftp-two, host: two"]);
  expect(rules).toContain("dnat ip to 10.0.0.8");
  expect(rules).not.toContain("ct state related");
});

test("one host behind two ports needs the rule once", () => {
  const rules = chain("prerouting", ["service: ftp, host: one", "service: ftp-two, host: one"]);
  expect(rules.split(expected("10.0.0.7"))).toHaveLength(2);
});

const outward = (host: string, others = ""): string =>
  `oifname "eth0" ip saddr ${host}${others} ct state related ct helper "ftp" counter snat ip to 198.51.100.100`;
const forwarded = ["service: ftp, host: one", "service: ftp-two, host: two"];

test("what forwarded servers open leaves with the address that was asked, by a line for each", () => {
  const rules = chain("postrouting", forwarded);
  expect(rules).toContain(outward("10.0.0.7"));
  expect(rules).toContain(outward("10.0.0.8"));
});

test("whom a forwarded server may ask itself is left out of its line, each address once", () => {
  const asks = "source: one, services: [ftp], destination";
  const rules = chain(
    "postrouting",
    forwarded,
    `${asks}: 198.51.100.9`,
    `${asks}: [198.51.100.8/29, 203.0.113.1]`,
  );
  expect(rules).toContain(outward("10.0.0.7", " ip daddr != { 198.51.100.8/29, 203.0.113.1 }"));
  expect(rules).toContain(outward("10.0.0.8"));
});

test("a forwarded server that may ask anybody has no line", () => {
  const rules = chain("postrouting", forwarded, "source: one, services: [ftp-two]");
  expect(rules).not.toContain("10.0.0.7");
  expect(rules).toContain(outward("10.0.0.8"));
});

/** The lines of translation that entries become; two virtual addresses outside, a partner's network. */
function sourceNat(entries: string): readonly string[] {
  const text = pair(
    "[198.51.100.100, 198.51.100.101]",
    "10.0.0.1",
    `  routes: [{ destination: default, via: 198.51.100.254 }]
ha: { stateSync: { network: sync } }
addresses: { partner: [10.44.0.0/16, 10.45.0.0/16] }
hosts:
  mail: { kind: external, network: lan, address: 10.0.0.25 }
  web: { kind: external, network: lan, address: 10.0.0.80 }
nat: ${entries}
policy: { rules: [{ from: lan, to: [wan, lan] }, { from: lan, to: wan, destination: [partner, mail, web] }] }
`,
  );
  const nat = rulesetOf(text).split("table inet nat {")[1] ?? "";
  return nat
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /^(iifname|set|elements)/.test(line));
}

test("the first entry of source NAT that matches decides: an address of its own, none, the main one", () => {
  const lines = sourceNat(`
  source:
    - { from: lan, to: wan, destination: partner, vip: none }
    - { from: lan, to: wan, source: mail, services: smtp, vip: 198.51.100.101 }
    - { from: lan, to: wan }
`);
  expect(lines).toStrictEqual([
    "set partner_set_v4 {",
    "elements = { 10.44.0.0/16, 10.45.0.0/16 }",
    'iifname "eth1" oifname "eth0" meta nfproto ipv4 ip daddr @partner_set_v4 counter accept',
    'iifname "eth1" oifname "eth0" meta nfproto ipv4 ip saddr 10.0.0.25 tcp dport 25 counter snat ip to 198.51.100.101',
    'iifname "eth1" oifname "eth0" meta nfproto ipv4 counter snat ip to 198.51.100.100',
  ]);
});

test("a range of ports moves by an offset: a map names each port", () => {
  const range = `iifname "eth0" ip daddr 198.51.100.100 tcp dport 5900-5999 counter`;
  const moved = sourceNat(`
  destination: [{ from: wan, service: vnc, host: web, port: 6000 }]
`);
  const [elements = "", rule] = moved;
  expect(elements.slice(0, 39)).toBe("elements = { 5900 : 6000, 5901 : 6001, ");
  expect(elements.split(", ").at(-1)).toBe("5999 : 6099 }");
  expect(rule).toBe(`${range} dnat ip to 10.0.0.80 : tcp dport map @tcp_vnc_to_6000`);
  const onto = sourceNat("{ destination: [{ from: wan, service: vnc, host: web, port: 5900 }] }");
  expect(onto).toStrictEqual([`${range} dnat ip to 10.0.0.80`]);
});

test("clients reach a host beside them at a virtual address, and arrive with another", () => {
  const lines = sourceNat(`
  source: [{ from: lan, to: lan }]
  destination: [{ from: lan, vip: 198.51.100.100, service: https, host: web }]
`);
  expect(lines).toStrictEqual([
    'iifname "eth1" ip daddr 198.51.100.100 tcp dport 443 counter dnat ip to 10.0.0.80',
    'iifname "eth1" oifname "eth1" meta nfproto ipv4 counter snat ip to 10.0.0.1',
  ]);
});

test("an address stands for a host: in from everywhere, out, and from beside it with another source", () => {
  const lines = sourceNat(`
  source:
    - { from: lan, to: wan, destination: partner, vip: none }
    - { from: lan, to: wan }
  destination: [{ from: wan, vip: 198.51.100.101, service: https, host: web }]
  oneToOne: [{ vip: 198.51.100.101, host: mail }]
`);
  expect(lines.slice(2)).toStrictEqual([
    'iifname "eth0" ip daddr 198.51.100.101 tcp dport 443 counter dnat ip to 10.0.0.80',
    'iifname { "eth0", "eth1" } ip daddr 198.51.100.101 counter dnat ip to 10.0.0.25',
    'iifname "eth1" oifname "eth0" meta nfproto ipv4 ip daddr @partner_set_v4 counter accept',
    'iifname "eth1" oifname "eth0" meta nfproto ipv4 ip saddr 10.0.0.25 counter snat ip to 198.51.100.101',
    'iifname "eth1" oifname "eth1" meta nfproto ipv4 ip daddr 10.0.0.25 counter snat ip to 10.0.0.1',
    'iifname "eth1" oifname "eth0" meta nfproto ipv4 counter snat ip to 198.51.100.100',
  ]);
});

test("an address stands for a host for some services, from some networks", () => {
  const lines = sourceNat(`
  oneToOne: [{ vip: 198.51.100.101, host: mail, from: wan, services: [smtp, ping] }]
`);
  expect(lines).toStrictEqual([
    'iifname "eth0" ip daddr 198.51.100.101 tcp dport 25 counter dnat ip to 10.0.0.25',
    'iifname "eth0" ip daddr 198.51.100.101 icmp type echo-request counter dnat ip to 10.0.0.25',
    'iifname "eth1" oifname "eth0" meta nfproto ipv4 ip saddr 10.0.0.25 tcp dport 25 counter snat ip to 198.51.100.101',
    'iifname "eth1" oifname "eth0" meta nfproto ipv4 ip saddr 10.0.0.25 icmp type echo-request counter snat ip to 198.51.100.101',
  ]);
});

test("a helper reads what rules let in to a host that an address stands for", () => {
  const text = pair(
    "198.51.100.10",
    "10.0.0.1",
    `ha: { stateSync: { network: sync } }
hosts: { files: { kind: external, network: lan, address: 10.0.0.25 } }
nat: { oneToOne: [{ vip: 198.51.100.10, host: files }] }
policy: { rules: [{ from: wan, to: lan, destination: files, services: ftp }] }
`,
  );
  const ruleset = rulesetOf(text);
  const asked = 'iifname "eth0" ip daddr 198.51.100.10';
  expect(ruleset).toContain(`${asked} tcp dport 21 ct state new counter ct helper set "ftp-tcp"`);
  expect(ruleset).toContain(
    `${asked} ct state related ct helper "ftp" counter dnat ip to 10.0.0.25`,
  );
});
