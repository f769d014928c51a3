import { expect, test } from "vitest";

import { check } from "../check.ts";
import type { Model } from "../model/types.ts";
import { topologyDot } from "./dot.ts";
import { topologyMermaid } from "./mermaid.ts";
import { topologySvg } from "./svg.ts";
import { topologyOf } from "./topology.ts";

const OFFICE = `
name: office
networks:
  lan: { subnet: 10.20.0.0/24, bridge: br1, vlan: 20 }
  wan: { subnet: 203.0.113.0/29, bridge: br0 }
  sync: { subnet: 10.255.0.0/30, bridge: br2 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces:
    eth1.20: { network: lan, vip: 10.20.0.1 }
    eth0: { network: wan, vip: 203.0.113.4 }
    eth2: { network: sync }
  routes:
    - { destination: default, via: 203.0.113.1 }
    - { destination: 10.30.0.0/16, via: 10.20.0.9 }
ha: { stateSync: { network: sync } }
hosts:
  desk: { network: lan, address: 10.20.0.50 }
policy: { rules: [{ from: lan, to: wan, services: [https] }] }
`;

function office(): Model {
  const { model, diagnostics } = check(OFFICE);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

const running = [
  { name: "fw-1", role: "primary", vips: ["10.20.0.1"] },
  { name: "fw-2", role: "backup", vips: ["10.20.0.1"] },
] as const;

test("the way out comes first, the state sync last", () => {
  const { networks } = topologyOf(office());
  expect(networks.map(({ name }) => name)).toEqual(["wan", "lan", "sync"]);
});

test("a network knows its ports, virtual addresses, hosts and what is behind its routers", () => {
  const lan = topologyOf(office()).networks.find(({ name }) => name === "lan");
  expect(lan).toEqual({
    name: "lan",
    sync: false,
    subnets: ["10.20.0.0/24"],
    vlan: 20,
    ports: [
      { firewall: "fw-1", interface: "eth1.20", addresses: ["10.20.0.2/24"] },
      { firewall: "fw-2", interface: "eth1.20", addresses: ["10.20.0.3/24"] },
    ],
    vips: [{ address: "10.20.0.1" }],
    hosts: [{ name: "desk", kind: "client", addresses: ["10.20.0.50/24"] }],
    routes: [{ destination: "10.30.0.0/16", via: ["10.20.0.9"] }],
  });
});

test("a running pair has roles, and its virtual addresses have holders", () => {
  const { firewalls, networks } = topologyOf(office(), running);
  expect(firewalls).toEqual([
    { name: "fw-1", role: "primary" },
    { name: "fw-2", role: "backup" },
  ]);
  expect(networks.flatMap(({ vips }) => vips)).toEqual([
    { address: "203.0.113.4", holders: [] },
    { address: "10.20.0.1", holders: ["fw-1", "fw-2"] },
  ]);
});

test("a firewall that nobody heard of has no role", () => {
  const { firewalls } = topologyOf(office(), []);
  expect(firewalls.map(({ role }) => role)).toEqual([null, null]);
});

test("Mermaid names what is wrong with a virtual address", () => {
  expect(topologyMermaid(topologyOf(office(), running))).toBe(`flowchart LR
  f0["fw-1 (primary)"]
  f1["fw-2 (backup)"]
  n0(["wan<br/>203.0.113.0/29<br/>VIP 203.0.113.4: nobody holds it"])
  f0 ---|"eth0<br/>203.0.113.2/29"| n0
  f1 ---|"eth0<br/>203.0.113.3/29"| n0
  n0h0("everywhere else<br/>via 203.0.113.1")
  n0 --- n0h0
  n1(["lan<br/>10.20.0.0/24<br/>VLAN 20<br/>VIP 10.20.0.1: held twice"])
  f0 ---|"eth1.20<br/>10.20.0.2/24"| n1
  f1 ---|"eth1.20<br/>10.20.0.3/24"| n1
  n1h0["desk<br/>10.20.0.50/24"]
  n1 --- n1h0
  n1h1("10.30.0.0/16<br/>via 10.20.0.9")
  n1 --- n1h1
  n2(["sync<br/>10.255.0.0/30<br/>state sync"])
  f0 -.-|"eth2<br/>10.255.0.1/30"| n2
  f1 -.-|"eth2<br/>10.255.0.2/30"| n2
`);
});

test("Graphviz gets one node a thing and one edge a card", () => {
  const lines = topologyDot(topologyOf(office())).split("\n");
  expect(lines.filter((line) => / -- .*eth/.test(line))).toHaveLength(6);
  expect(lines).toContain(
    String.raw`  "network\nsync" [shape=oval, label="sync\n10.255.0.0/30\nstate sync"]`,
  );
});

test("no name can end its own quotes", () => {
  const hostile = String.raw`"]\ <script>&`;
  const topology = { ...topologyOf(office()), name: hostile, firewalls: [{ name: hostile }] };
  expect(topologySvg(topology)).not.toContain("<script");
  expect(topologyMermaid(topology)).toContain(String.raw`f0["#34;]\ #60;script#62;#38;"]`);
  expect(topologyDot(topology)).toContain(String.raw`graph "\"]\\ <script>&" {`);
});

test("the picture says in words what it shows", () => {
  expect(topologySvg(topologyOf(office(), running))).toContain(
    'aria-label="office: fw-1 (primary) and fw-2 (backup) join wan, lan, sync"',
  );
});
