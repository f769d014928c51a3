import { expect, test } from "vitest";

import { defineConfig, type Config } from "../config/config.ts";
import type { TimingProfile } from "../config/profile.ts";
import { diagnosticCodes, type DiagnosticCode } from "../diagnostics/codes.ts";
import { resolve } from "../resolve.ts";

const base = defineConfig({
  name: "office",
  networks: {
    wan: { subnet: ["192.0.2.0/24", "2001:db8::/64"], bridge: "br0" },
    lan: { subnet: "10.0.0.0/24", bridge: "br1" },
    guests: { subnet: "10.1.0.0/24", bridge: "br2" },
    sync: { subnet: "10.255.0.0/30", bridge: "br3" },
  },
  firewall: {
    members: { "fw-1": {}, "fw-2": {} },
    interfaces: {
      eth0: { network: "wan", vip: ["192.0.2.100", "2001:db8::100"] },
      eth1: { network: "lan", vip: "10.0.0.254" },
      eth2: { network: "sync" },
    },
    routes: [{ destination: "default", via: "192.0.2.254" }],
    management: [{ from: "lan", services: "ssh" }],
  },
  ha: { stateSync: { network: "sync" } },
  hosts: { web: { network: "lan", address: "10.0.0.10" } },
  services: { app: { protocol: "tcp", ports: [8000] } },
  addresses: { admins: ["10.0.0.20"] },
  policy: { rules: [{ from: "lan", to: "wan", source: "admins", services: ["https", "app"] }] },
  nat: { source: [{ from: "lan", to: "wan" }] },
});

/** Two groups that have all sides of the base. */
const inAndOut = { in: { interfaces: ["eth1"] }, out: { interfaces: ["eth0"] } };

/** A plain copy in which a test changes one place. */
type Draft = { -readonly [K in keyof Config]: any };

/** One side more than there are ids from the default on. */
function manySides(draft: Draft): readonly number[] {
  const numbers = Array.from({ length: 196 }, (_, i) => i + 1);
  for (const i of numbers) {
    draft.networks[`n${i}`] = { subnet: `10.2.${i}.0/24`, bridge: `br1${i}` };
    draft.firewall.interfaces[`x${i}`] = { network: `n${i}`, vip: `10.2.${i}.254` };
  }
  return numbers;
}

interface Case {
  readonly code: DiagnosticCode;
  readonly at: string;
  readonly change: (draft: Draft) => void;
  readonly profile?: TimingProfile;
}

/** A virtual address as long as the forwarded host's: NAT writes it into FTP sessions without a shift. */
function vipAsLongAsHost(draft: Draft): void {
  draft.firewall.interfaces.eth0.vip = ["192.0.2.9", "2001:db8::100"];
}

/** A machine whose screen is served at an address. */
function screenAt(address: string | undefined, port = 5930): object {
  return { vm: { spice: { remote: { ...(address && { address }), port } } } };
}

/** A second machine behind the base's forwarding, and what goes to each. */
function forwardTwice(draft: Draft, first: object, second: object): void {
  draft.hosts.spare = { network: "lan", address: "10.0.0.11" };
  draft.policy.rules.push({ from: "wan", to: "lan" });
  draft.nat.destination = [
    { from: "wan", host: "web", ...first },
    { from: "wan", host: "spare", ...second },
  ];
}

function addRoute(destination: string, via: string): (draft: Draft) => void {
  return (draft) => draft.firewall.routes.push({ destination, via });
}

const cases: readonly Case[] = [
  {
    code: "FW068",
    at: "nat.destination.1",
    change: (c) => forwardTwice(c, { service: "https" }, { service: "https", port: 8443 }),
  },
  {
    code: "FW068",
    at: "nat.destination.1",
    change: (c) => {
      c.services.many = { protocol: "tcp", ports: ["8000-8999"] };
      forwardTwice(c, { service: "many" }, { service: "app" });
    },
  },
  {
    code: "FW068",
    at: "nat.destination.1",
    change: (c) => {
      c.hosts.web.address = ["10.0.0.10", "2001:db8:1::10"];
      c.networks.lan.subnet = ["10.0.0.0/24", "2001:db8:1::/64"];
      forwardTwice(c, { service: "https" }, { service: "https", vip: "192.0.2.100" });
    },
  },
  { code: "FW069", at: "firewall.routes.1.via", change: addRoute("10.9.0.0/16", "10.0.0.254") },
  {
    code: "FW069",
    at: "firewall.routes.1.via",
    change: (c) => {
      c.firewall.members["fw-2"] = { addresses: { eth1: "10.0.0.2" } };
      addRoute("10.9.0.0/16", "10.0.0.2")(c);
    },
  },
  {
    code: "FW069",
    at: "firewall.routes.1.via",
    change: addRoute("2001:db8:9::/48", "2001:db8:0::100"),
  },
  {
    code: "FW090",
    at: "firewall.routes.1.destination",
    change: addRoute("default", "192.0.2.253"),
  },
  {
    code: "FW090",
    at: "firewall.routes.1.destination",
    change: addRoute("0.0.0.0/0", "192.0.2.253"),
  },
  {
    code: "FW091",
    at: "firewall.routes.1.destination",
    change: addRoute("10.0.0.0/24", "192.0.2.254"),
  },
  {
    code: "FW091",
    at: "firewall.routes.1.destination",
    change: addRoute("10.0.0.99", "192.0.2.254"),
  },
  {
    code: "FW092",
    at: "firewall.routes.1.via",
    change: addRoute("2001:db8:9::/48", "192.0.2.254"),
  },
  { code: "FW106", at: "nat.source.0.to", change: (c) => (c.firewall.routes = []) },
  { code: "FW010", at: "policy.rules.0.to", change: (c) => (c.policy.rules[0].to = "wann") },
  { code: "FW010", at: "ha.stateSync.network", change: (c) => (c.ha.stateSync.network = "x") },
  {
    code: "FW011",
    at: "firewall.interfaces.eth1.vip",
    change: (c) => (c.firewall.interfaces.eth1.vip = "10.9.0.1"),
  },
  { code: "FW012", at: "firewall.members", change: (c) => (c.firewall.members = { "fw-1": {} }) },
  { code: "FW012", at: "firewall.members", change: (c) => (c.firewall.members["fw-3"] = {}) },
  {
    code: "FW013",
    at: "firewall.interfaces.eth1.vip",
    change: (c) => {
      c.firewall.members["fw-1"] = { addresses: { eth1: "10.0.0.1" } };
      c.firewall.interfaces.eth1.vip = "10.0.0.1";
    },
  },
  { code: "FW013", at: "hosts.web.address", change: (c) => (c.hosts.web.address = "10.0.0.254") },
  { code: "FW014", at: "hosts.web.address", change: (c) => (c.hosts.web.address = "10.3.0.1") },
  {
    code: "FW015",
    at: "networks.guests.subnet",
    change: (c) => (c.networks.guests.subnet = "10.0.0.0/16"),
  },
  {
    code: "FW016",
    at: "networks.guests.bridge",
    change: (c) => (c.networks.guests.bridge = "br1"),
  },
  {
    code: "FW017",
    at: "hosts.fw-1",
    change: (c) => (c.hosts["fw-1"] = { network: "lan", address: "10.0.0.30" }),
  },
  {
    code: "FW017",
    at: "networks.admins",
    change: (c) => (c.networks.admins = { subnet: "10.7.0.0/24", bridge: "br7" }),
  },
  {
    code: "FW018",
    at: "firewall.interfaces.eth3.network",
    change: (c) => (c.firewall.interfaces.eth3 = { network: "lan" }),
  },
  { code: "FW019", at: "ha.stateSync.network", change: (c) => delete c.firewall.interfaces.eth2 },
  {
    code: "FW019",
    at: "firewall.interfaces.eth2.vip",
    change: (c) => (c.firewall.interfaces.eth2.vip = "10.255.0.3"),
  },
  {
    code: "FW019",
    at: "hosts.web.network",
    change: (c) => (c.hosts.web = { network: "sync", address: "10.255.0.2" }),
  },
  {
    code: "FW020",
    at: "firewall.interfaces",
    change: (c) => {
      delete c.firewall.interfaces.eth0.vip;
      delete c.firewall.interfaces.eth1.vip;
    },
  },
  { code: "FW021", at: "ha.vrrp.interface", change: (c) => (c.ha.vrrp = { interface: "eth2" }) },
  { code: "FW022", at: "ha.vrrp.interface", change: (c) => (c.ha.vrrp = { interface: "eth9" }) },
  {
    code: "FW022",
    at: "firewall.members.fw-1.addresses.eth9",
    change: (c) => (c.firewall.members["fw-1"] = { addresses: { eth9: "10.0.0.7" } }),
  },
  {
    code: "FW023",
    at: "policy.rules.0.services.0",
    change: (c) => (c.policy.rules[0].services[0] = "htps"),
  },
  {
    code: "FW024",
    at: "policy.rules.0.source",
    change: (c) => (c.policy.rules[0].source = "admin"),
  },
  {
    code: "FW024",
    at: "policy.rules.0.source",
    change: (c) => (c.policy.rules[0].source = "!admin"),
  },
  {
    code: "FW080",
    at: "policy.rules.0.source",
    change: (c) => (c.policy.rules[0].source = ["10.0.0.20", "!10.0.0.0/24"]),
  },
  { code: "FW025", at: "nat.source.0.to", change: (c) => delete c.firewall.interfaces.eth0.vip },
  {
    code: "FW025",
    at: "nat.destination.0.vip",
    change: (c) =>
      (c.nat.destination = [{ from: "wan", service: "https", host: "web", vip: "192.0.2.1" }]),
  },
  {
    code: "FW025",
    at: "nat.source.0.to",
    change: (c) => {
      c.nat.source[0].family = "both";
      c.firewall.interfaces.eth0.vip = "192.0.2.100";
    },
  },
  {
    code: "FW025",
    at: "nat.source.0.to",
    change: (c) => (c.firewall.interfaces.eth0.vip = "2001:db8::100"),
  },
  {
    code: "FW025",
    at: "nat.source.0.vip",
    change: (c) => (c.nat.source[0].vip = "192.0.2.101"),
  },
  {
    code: "FW025",
    at: "nat.source.0.family",
    change: (c) => Object.assign(c.nat.source[0], { vip: "192.0.2.100", family: "ipv6" }),
  },
  {
    code: "FW110",
    at: "firewall.interfaces.eth0.vip",
    change: (c) => (c.firewall.interfaces.eth0.vip = "192.0.2.100"),
  },
  {
    code: "FW015",
    at: "networks.lan.subnet",
    change: (c) => (c.networks.lan.subnet = ["10.0.0.0/24", "10.0.0.128/25"]),
  },
  {
    code: "FW026",
    at: "hosts.web.address.1",
    change: (c) => (c.hosts.web.address = ["10.0.0.10", "10.0.0.11"]),
  },
  {
    code: "FW026",
    at: "firewall.members.fw-1.addresses.eth1.1",
    change: (c) => {
      c.firewall.members["fw-1"] = { addresses: { eth1: ["10.0.0.1", "10.0.0.3"] } };
    },
  },
  {
    code: "FW027",
    at: "networks.sync.subnet",
    change: (c) => (c.networks.sync.subnet = "2001:db8:9::/64"),
  },
  {
    code: "FW028",
    at: "firewall.members.fw-1",
    change: (c) => (c.firewall.members["fw-1"] = { addresses: { eth0: "192.0.2.1" } }),
  },
  {
    code: "FW029",
    at: "nat.destination.0.host",
    change: (c) => (c.nat.destination = [{ from: "wan", service: "https", host: "wev" }]),
  },
  {
    code: "FW030",
    at: "services.a.services",
    change: (c) => Object.assign(c.services, { a: { services: ["b"] }, b: { services: ["a"] } }),
  },
  {
    code: "FW031",
    at: "services.http",
    change: (c) => (c.services.http = { protocol: "tcp", ports: [8080] }),
  },
  {
    code: "FW032",
    at: "networks.any",
    change: (c) => (c.networks.any = { subnet: "10.7.0.0/24", bridge: "br7" }),
  },
  {
    code: "FW032",
    at: "hosts.host",
    change: (c) => (c.hosts.host = { network: "lan", address: "10.0.0.30" }),
  },
  {
    code: "FW033",
    at: "firewall.routes.0.via",
    change: (c) => (c.firewall.routes = [{ destination: "default", via: "172.16.0.1" }]),
  },
  { code: "FW034", at: "nat.source.0.from", change: (c) => (c.nat.source[0].from = "wan") },
  {
    code: "FW034",
    at: "nat.destination.0.host",
    change: (c) => (c.nat.destination = [{ from: "lan", service: "https", host: "web" }]),
  },
  {
    code: "FW035",
    at: "nat.destination.0.service",
    change: (c) => (c.nat.destination = [{ from: "wan", service: "ping", host: "web" }]),
  },
  {
    code: "FW035",
    at: "nat.destination.0.port",
    change: (c) => (c.nat.destination = [{ from: "wan", service: "h323", host: "web", port: 999 }]),
  },
  {
    code: "FW035",
    at: "nat.destination.0.port",
    change: (c) =>
      (c.nat.destination = [{ from: "wan", service: "vnc", host: "web", port: 65_500 }]),
  },
  {
    code: "FW025",
    at: "nat.oneToOne.0.vip",
    change: (c) => (c.nat.oneToOne = [{ vip: "192.0.2.77", host: "web" }]),
  },
  {
    code: "FW029",
    at: "nat.oneToOne.0.host",
    change: (c) => (c.nat.oneToOne = [{ vip: "192.0.2.100", host: "wep" }]),
  },
  {
    code: "FW025",
    at: "nat.oneToOne.0.host",
    change: (c) => {
      c.hosts.web.address = "2001:db8::9";
      c.nat.oneToOne = [{ vip: "192.0.2.100", host: "web" }];
    },
  },
  {
    code: "FW034",
    at: "nat.oneToOne.0.host",
    change: (c) => {
      c.hosts.web.network = "wan";
      c.nat.oneToOne = [{ vip: "192.0.2.100", host: "web" }];
    },
  },
  {
    code: "FW068",
    at: "nat.oneToOne.1.vip",
    change: (c) =>
      (c.nat.oneToOne = [
        { vip: "192.0.2.100", host: "web" },
        { vip: "192.0.2.100", host: "web" },
      ]),
  },
  {
    code: "FW068",
    at: "nat.oneToOne.0",
    change: (c) => {
      c.nat.destination = [{ from: "wan", service: "https", host: "web" }];
      c.nat.oneToOne = [{ vip: "192.0.2.100", host: "web", services: "https" }];
    },
  },
  { code: "FW036", at: "policy.rules.0.to", change: (c) => (c.policy.rules[0].to = "sync") },
  {
    code: "FW036",
    at: "firewall.management.0.from",
    change: (c) => (c.firewall.management[0].from = "sync"),
  },
  { code: "FW037", at: "policy.rules.0.to", change: (c) => (c.policy.rules[0].to = "guests") },
  {
    code: "FW038",
    at: "services.spare",
    change: (c) => (c.services.spare = { protocol: "tcp", ports: [1] }),
  },
  { code: "FW038", at: "addresses.spare", change: (c) => (c.addresses.spare = "10.0.0.9") },
  { code: "FW039", at: "services.app.helper", change: (c) => (c.services.app.helper = "tftp") },
  {
    code: "FW040",
    at: "ha.vrrp.preempt",
    change: (c) => {
      c.ha.vrrp = { preempt: true };
      c.firewall.members = { "fw-1": { priority: 50 }, "fw-2": { priority: 50 } };
    },
  },
  { code: "FW041", at: "ha.vrrp.preempt", change: (c) => (c.ha.vrrp = { preempt: true }) },
  {
    code: "FW042",
    at: "ha.vrrp.advertIntervalMs",
    change: (c) => (c.ha.vrrp = { advertIntervalMs: 50 }),
    profile: "tcg",
  },
  {
    code: "FW043",
    at: "hosts.visitor.network",
    change: (c) => (c.hosts.visitor = { network: "guests", address: "10.1.0.9" }),
  },
  {
    code: "FW044",
    at: "hosts.b.kind",
    change: (c) =>
      Object.assign(c.hosts, {
        a: { kind: "lab-host", network: "lan", address: "10.0.0.40" },
        b: { kind: "lab-host", network: "wan", address: "192.0.2.40" },
      }),
  },
  { code: "FW045", at: "hosts.web.address", change: (c) => (c.hosts.web.address = "10.0.0.255") },
  {
    code: "FW046",
    at: "policy.rules.0.limit",
    change: (c) => Object.assign(c.policy.rules[0], { action: "drop", limit: { newPerSecond: 1 } }),
  },
  {
    code: "FW047",
    at: "networks.guests.subnet",
    change: (c) => (c.networks.guests.subnet = "127.0.0.0/24"),
  },
  {
    code: "FW049",
    at: "ha.vrrp",
    change: (c) => Object.assign(c.ha, { compat: "published", vrrp: {} }),
  },
  {
    code: "FW049",
    at: "ha.stateSync",
    change: (c) =>
      Object.assign(c.ha, {
        compat: "published",
        stateSync: { network: "sync", externalCache: false },
      }),
  },
  { code: "FW051", at: "firewall.interfaces.eth1", change: (c) => (c.networks.lan.vlan = 10) },
  {
    code: "FW051",
    at: "firewall.interfaces.eth3.5",
    change: (c) => (c.firewall.interfaces["eth3.5"] = { network: "guests" }),
  },
  { code: "FW051", at: "hosts.web.interface", change: (c) => (c.hosts.web.interface = "eth0.7") },
  {
    code: "FW052",
    at: "firewall.interfaces.eth1.9.network",
    change: (c) => {
      c.networks.guests.vlan = 9;
      c.firewall.interfaces["eth1.9"] = { network: "guests" };
    },
  },
  {
    code: "FW053",
    at: "hosts.box.network",
    change: (c) => {
      c.networks.guests.vlan = 9;
      c.hosts.box = { kind: "lab-host", network: "guests", address: "10.1.0.9" };
    },
  },
  { code: "FW049", at: "firewall.interfaces", change: (c) => (c.ha.compat = "published") },
  { code: "FW050", at: "ha.compat", change: (c) => (c.ha.compat = "published") },
  {
    code: "FW048",
    at: "hosts.web-a",
    change: (c) =>
      Object.assign(c.hosts, {
        web: { network: "lan", address: "10.0.0.10", interface: "a-eth0" },
        "web-a": { network: "lan", address: "10.0.0.11" },
      }),
  },
  {
    code: "FW054",
    at: "firewall.interfaces.eth2.bond.cards.1",
    change: (c) => (c.firewall.interfaces.eth2.bond = { cards: ["eth4", "eth1"] }),
  },
  {
    code: "FW054",
    at: "firewall.interfaces.eth2.bond.cards.1",
    change: (c) => (c.firewall.interfaces.eth2.bond = { cards: ["eth4", "eth4"] }),
  },
  {
    code: "FW054",
    at: "firewall.interfaces.eth2.bond.cards.0",
    change: (c) => (c.firewall.interfaces.eth2.bond = { cards: ["eth4.1", "eth5"] }),
  },
  {
    code: "FW054",
    at: "firewall.interfaces.bond0.9.bond",
    change: (c) => {
      c.networks.guests.vlan = 9;
      const bond = { cards: ["eth4", "eth5"] };
      c.firewall.interfaces["bond0.9"] = { network: "guests", bond };
    },
  },
  {
    code: "FW055",
    at: "ha.stateSync.network.1",
    change: (c) => (c.ha.stateSync.network = ["sync", "sync"]),
  },
  {
    code: "FW055",
    at: "ha.stateSync.network.1",
    change: (c) => {
      c.networks.second = { subnet: "10.255.1.0/30", bridge: "br3", vlan: 7 };
      c.firewall.interfaces["eth2.7"] = { network: "second" };
      c.ha.stateSync.network = ["sync", "second"];
    },
  },
  {
    code: "FW019",
    at: "firewall.interfaces.eth3.vip",
    change: (c) => {
      c.networks.second = { subnet: "10.255.1.0/29", bridge: "br4" };
      c.firewall.interfaces.eth3 = { network: "second", vip: "10.255.1.3" };
      c.ha.stateSync.network = ["sync", "second"];
    },
  },
  {
    code: "FW019",
    at: "ha.stateSync.network.1",
    change: (c) => (c.ha.stateSync.network = ["sync", "guests"]),
  },
  {
    code: "FW036",
    at: "policy.rules.0.to",
    change: (c) => {
      c.firewall.interfaces.eth3 = { network: "guests" };
      c.ha.stateSync.network = ["sync", "guests"];
      c.policy.rules[0].to = "guests";
    },
  },
  {
    code: "FW056",
    at: "ha.vrrp.authentication",
    change: (c) => (c.ha.vrrp = { authentication: "hmac" }),
  },
  {
    code: "FW056",
    at: "ha.vrrp.authentication",
    change: (c) => (c.ha.vrrp = { authentication: "hmac", keepalived: 2.2 }),
  },
  {
    code: "FW057",
    at: "policy.flowtable",
    change: (c) => {
      c.policy.flowtable = true;
      c.ha.stateSync.externalCache = false;
    },
  },
  {
    code: "FW058",
    at: "policy.flowtable",
    change: (c) => {
      c.policy.flowtable = true;
      c.ha.stateSync.externalCache = true;
    },
  },
  {
    code: "FW059",
    at: "policy.flowtable",
    change: (c) => {
      c.policy.flowtable = true;
      c.policy.rules.push({ from: "wan", to: "lan", services: "ftp" });
    },
  },
  {
    code: "FW059",
    at: "policy.flowtable",
    change: (c) => {
      c.policy.flowtable = true;
      c.firewall.interfaces.eth1.bond = { cards: ["eth4", "eth5"] };
    },
  },
  {
    code: "FW062",
    at: "ha.vrrp.virtualRouterId",
    change: (c) => (c.ha.vrrp = { instances: "per-side", virtualRouterId: 255 }),
  },
  {
    code: "FW062",
    at: "ha.vrrp.virtualRouterId",
    change: (c) => (c.ha.vrrp = { groups: inAndOut, virtualRouterId: 255 }),
  },
  {
    code: "FW062",
    at: "ha.vrrp.groups.g196",
    change: (c) => {
      c.ha.vrrp = { groups: {} };
      for (const i of manySides(c)) c.ha.vrrp.groups[`g${i}`] = { interfaces: [`x${i}`] };
    },
  },
  {
    code: "FW062",
    at: "ha.vrrp.instances",
    change: (c) => {
      manySides(c);
      c.ha.vrrp = { instances: "per-side" };
    },
  },
  {
    code: "FW049",
    at: "ha.vrrp",
    change: (c) => Object.assign(c.ha, { compat: "published", vrrp: { groups: inAndOut } }),
  },
  {
    code: "FW064",
    at: "ha.vrrp.instances",
    change: (c) => (c.ha.vrrp = { groups: inAndOut, instances: "single" }),
  },
  {
    code: "FW064",
    at: "ha.vrrp.interface",
    change: (c) => (c.ha.vrrp = { groups: inAndOut, interface: "eth0" }),
  },
  {
    code: "FW022",
    at: "ha.vrrp.groups.in.interfaces.1",
    change: (c) => (c.ha.vrrp = { groups: { ...inAndOut, in: { interfaces: ["eth1", "eth9"] } } }),
  },
  {
    code: "FW065",
    at: "ha.vrrp.groups.in.interfaces.1",
    change: (c) => (c.ha.vrrp = { groups: { ...inAndOut, in: { interfaces: ["eth1", "eth2"] } } }),
  },
  {
    code: "FW066",
    at: "ha.vrrp.groups",
    change: (c) => (c.ha.vrrp = { groups: { in: inAndOut.in } }),
  },
  {
    code: "FW066",
    at: "ha.vrrp.groups.both.interfaces.0",
    change: (c) => (c.ha.vrrp = { groups: { ...inAndOut, both: { interfaces: ["eth1"] } } }),
  },
  {
    code: "FW066",
    at: "ha.vrrp.groups.in.interfaces.1",
    change: (c) => (c.ha.vrrp = { groups: { ...inAndOut, in: { interfaces: ["eth1", "eth1"] } } }),
  },
  {
    code: "FW067",
    at: "ha.vrrp.groups.in.interface",
    change: (c) =>
      (c.ha.vrrp = { groups: { ...inAndOut, in: { interfaces: ["eth1"], interface: "eth0" } } }),
  },
  {
    code: "FW063",
    at: "nat.destination.0",
    change: (c) => (c.nat.destination = [{ from: "wan", service: "https", host: "web" }]),
  },
  {
    code: "FW063",
    at: "nat.destination.0",
    change: (c) => {
      c.nat.destination = [{ from: "wan", service: "https", host: "web", port: 8443 }];
      c.policy.rules.push({ from: "wan", to: "lan", services: "https" });
    },
  },
  {
    code: "FW063",
    at: "nat.destination.0",
    change: (c) => {
      c.nat.destination = [{ from: "wan", service: "https", host: "web" }];
      c.policy.rules.push({ from: "any", to: "any", destination: "10.0.0.11", services: "https" });
    },
  },
  {
    code: "FW038",
    at: "hosts.mirror",
    change: (c) => (c.hosts.mirror = { kind: "external", network: "wan", address: "192.0.2.9" }),
  },
  {
    code: "FW048",
    at: "firewall.members.fw-1",
    change: (c) => (c.networks.guests.bridge = "fw-1-eth0"),
  },
  {
    code: "FW060",
    at: "hosts.web.vm.spice.videoMemoryMiB",
    change: (c) => (c.hosts.web.vm = { spice: { heads: 3, videoMemoryMiB: 16 } }),
  },
  {
    code: "FW060",
    at: "firewall.members.fw-2.vm.spice.videoMemoryMiB",
    change: (c) =>
      (c.firewall.members["fw-2"] = { vm: { spice: { heads: 2, videoMemoryMiB: 8 } } }),
  },
  {
    code: "FW061",
    at: "hosts.web.vm",
    change: (c) => Object.assign(c.hosts.web, { kind: "external", vm: { cpus: 2 } }),
  },
  {
    code: "FW061",
    at: "hosts.web.interface",
    change: (c) => Object.assign(c.hosts.web, { kind: "lab-host", interface: "eth0" }),
  },
  {
    code: "FW070",
    at: "hosts.web.vm.usb",
    change: (c) => (c.hosts.web.vm = { usb: {} }),
  },
  {
    code: "FW070",
    at: "firewall.vm.usb",
    change: (c) => {
      c.firewall.vm = { usb: {} };
      c.firewall.members["fw-2"] = { vm: { desktop: true } };
    },
  },
  {
    code: "FW071",
    at: "firewall.vm.spice.remote.port",
    change: (c) => (c.firewall.vm = { spice: { remote: { port: 5930 } } }),
  },
  ...[
    ["127.0.0.1", undefined],
    ["::1", "0:0:0:0:0:0:0:1"],
    ["::ffff:127.0.0.1", "127.0.0.1"],
  ].map(([one, other]): Case => ({
    code: "FW071",
    at: "hosts.web.vm.spice.remote.port",
    change: (c) => {
      c.firewall.vm = { spice: {} };
      c.firewall.members["fw-2"] = screenAt(one);
      Object.assign(c.hosts.web, screenAt(other));
    },
  })),
  ...[
    ["0.0.0.0", "127.0.0.1", "firewall.members.fw-1"],
    ["::", "127.0.0.1", "firewall.members.fw-1"],
    ["::1", "::", "firewall.members.fw-2"],
    ["::ffff:0.0.0.0", "127.0.0.1", "firewall.members.fw-1"],
    ["::ffff:127.0.0.1", "0.0.0.0", "firewall.members.fw-2"],
  ].flatMap(([one, other, open]): readonly Case[] => {
    const change = (c: Draft): void => {
      c.firewall.members = { "fw-1": screenAt(one), "fw-2": screenAt(other) };
    };
    return [
      { code: "FW071", at: "firewall.members.fw-2.vm.spice.remote.port", change },
      { code: "FW072", at: `${open}.vm.spice.remote.address`, change },
    ];
  }),
  {
    code: "FW107",
    at: "policy.rules.0.services.1",
    change: (c) => (c.policy.rules[0].services = ["https", "sip"]),
  },
  {
    code: "FW107",
    at: "policy.rules.0.services",
    change: (c) => (c.policy.rules[0].services = "h323"),
  },
  {
    code: "FW107",
    at: "nat.destination.0.service",
    change: (c) => {
      c.policy.rules.push({ from: "wan", to: "lan", destination: "web" });
      c.nat.destination = [{ from: "wan", service: "tftp", host: "web" }];
    },
  },
  {
    // What the server opens as a client of anybody looks the same.
    code: "FW107",
    at: "nat.destination.0",
    change: (c) => {
      c.policy.rules = [
        { from: "wan", to: "lan", destination: "web", services: "ftp" },
        { from: "lan", to: "wan", services: "ftp" },
      ];
      c.nat = { destination: [{ from: "wan", service: "ftp", host: "web" }] };
    },
  },
  {
    code: "FW107",
    at: "nat.destination.1",
    change: (c) => {
      c.services["ftp-other"] = { protocol: "tcp", ports: [2121], helper: "ftp" };
      forwardTwice(c, { service: "ftp" }, { service: "ftp-other" });
    },
  },
  {
    // 192.0.2.100 is longer than 10.0.0.10.
    code: "FW107",
    at: "nat.destination.0",
    change: (c) => {
      c.policy.rules.push({ from: "wan", to: "lan", destination: "web", services: "ftp" });
      c.nat.destination = [{ from: "wan", service: "ftp", host: "web" }];
    },
  },
  {
    code: "FW107",
    at: "ha.stateSync.externalCache",
    change: (c) => {
      c.policy.rules.push({ from: "lan", to: "wan", services: "ftp" });
      c.ha.stateSync.externalCache = true;
    },
  },
];

/** Found by the reader of the text or by the analysis of the policy, and tested there. */
const testedElsewhere = [
  "FW001",
  "FW002",
  "FW003",
  "FW004",
  "FW005",
  "FW100",
  "FW101",
  "FW102",
  "FW103",
  "FW104",
  "FW105",
];

test("the base has no finding", () => {
  expect(resolve(base).diagnostics).toStrictEqual([]);
});

test("a forwarding that some rule lets in has no finding", () => {
  const rules = [
    ...(base.policy?.rules ?? []),
    { from: "any", to: "lan", destination: "web", services: ["http", "https"] },
  ];
  const destination = [{ from: "wan", service: "https", host: "web" }];
  const config = { ...base, nat: { ...base.nat, destination }, policy: { rules } };
  expect(resolve(config).diagnostics).toStrictEqual([]);
});

test("the last id that fits is accepted", () => {
  const vrrp = { instances: "per-side", virtualRouterId: 254 } as const;
  expect(resolve({ ...base, ha: { ...base.ha, vrrp } }).diagnostics).toStrictEqual([]);
});

test("groups of all sides are accepted, up to the last id", () => {
  const vrrp = { groups: inAndOut, virtualRouterId: 254 };
  expect(resolve({ ...base, ha: { ...base.ha, vrrp } }).diagnostics).toStrictEqual([]);
});

test.each(cases)("$code at $at", ({ code, at, change, profile }) => {
  const draft: Draft = structuredClone(base);
  change(draft);
  const { diagnostics, model } = resolve(draft, profile === undefined ? {} : { profile });
  const found = diagnostics.filter((finding) => finding.code === code);
  expect(found.map((finding) => finding.path.join("."))).toContain(at);
  expect(found[0]?.severity).toBe(diagnosticCodes[code].severity);
  const hasError = diagnostics.some((finding) => finding.severity === "error");
  expect(model === undefined).toBe(hasError);
});

test.each([
  ["a way to what is around a link", addRoute("10.0.0.0/8", "192.0.2.254")],
  ["a default route of each family", addRoute("default", "2001:db8::fe")],
  [
    "forwardings that differ in the protocol",
    (c: Draft) => {
      c.services.quic = { protocol: "udp", ports: [443] };
      forwardTwice(c, { service: "https" }, { service: "quic" });
    },
  ],
  [
    "source NAT to a network with a known host",
    (c: Draft) => {
      c.firewall.routes = [];
      c.hosts.server = { network: "wan", address: "192.0.2.7" };
    },
  ],
  [
    "source NAT where routes are learned",
    (c: Draft) => {
      c.firewall.routes = [];
      c.firewall.management.push({ from: "wan", services: "bgp" });
    },
  ],
  [
    "FTP behind source NAT, and a server that others reach behind a virtual address",
    (c: Draft) => {
      vipAsLongAsHost(c);
      c.policy.rules.push(
        { from: "lan", to: "wan", services: "ftp" },
        { from: "wan", to: "lan", destination: "web", services: "ftp" },
      );
      c.nat.destination = [{ from: "wan", service: "ftp", host: "web" }];
    },
  ],
  [
    "a forwarded server without source NAT that asks a known one",
    (c: Draft) => {
      vipAsLongAsHost(c);
      c.policy.rules.push(
        { from: "lan", to: "wan", destination: "192.0.2.7", services: "ftp" },
        { from: "wan", to: "lan", destination: "web", services: "ftp" },
      );
      c.nat = { destination: [{ from: "wan", service: "ftp", host: "web" }] };
    },
  ],
  [
    "a forwarding within a network whose clients get a virtual address",
    (c: Draft) => {
      c.nat.source.push({ from: "lan", to: "lan" });
      c.nat.destination = [{ from: "lan", vip: "192.0.2.100", service: "https", host: "web" }];
      c.policy.rules.push({ from: "lan", to: "lan", destination: "web", services: "https" });
    },
  ],
  [
    "calls that no rule lets through",
    (c: Draft) =>
      c.policy.rules.unshift({ from: "lan", to: "wan", services: "sip", action: "drop" }),
  ],
  [
    "an external cache where nothing is announced",
    (c: Draft) => (c.ha.stateSync.externalCache = true),
  ],
  [
    "screens at one port of different addresses, and at two ports of one",
    (c: Draft) => {
      c.firewall.members = { "fw-1": screenAt("127.0.0.1"), "fw-2": screenAt("::1") };
      Object.assign(c.hosts.web, screenAt("::ffff:127.0.0.2"));
      c.hosts.spare = { network: "lan", address: "10.0.0.11", ...screenAt(undefined, 5931) };
    },
  ],
])("%s is accepted", (_what, change) => {
  const draft = structuredClone(base) as Draft;
  change(draft);
  expect(resolve(draft).diagnostics).toStrictEqual([]);
});

test.each([
  [
    "the virtual address of eth0 and for the virtual address of eth1",
    (c: Draft) => (c.firewall.interfaces.eth0.vip = "10.0.0.254"),
  ],
  [
    "the virtual address of eth1",
    (c: Draft) => (c.firewall.interfaces.eth1.vip = ["10.0.0.254", "10.0.0.254"]),
  ],
  [
    'fw-1 on "wan" and on "lan"',
    (c: Draft) =>
      (c.firewall.members["fw-1"] = { addresses: { eth0: "10.0.0.7", eth1: "10.0.0.7" } }),
  ],
])("an address used twice is said to be for %s", (owners, change) => {
  const draft = structuredClone(base) as Draft;
  change(draft);
  const messages = resolve(draft).diagnostics.map(({ message }) => message);
  expect(messages).toContainEqual(expect.stringMatching(` is used twice: for ${owners}$`));
});

test("every code is tested", () => {
  const tested = new Set([...cases.map(({ code }) => code), ...testedElsewhere]);
  expect(Object.keys(diagnosticCodes).filter((code) => !tested.has(code))).toStrictEqual([]);
});

test("every code has a title and an explanation of whole sentences", () => {
  for (const { title, explanation } of Object.values(diagnosticCodes)) {
    expect(title).toMatch(/^[A-Z][^.]+$/);
    expect(explanation).toMatch(/^[A-Z`].{20,}\.$/);
  }
});
