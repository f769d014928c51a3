import { expect, test } from "vitest";

import type { Config } from "../config/config.ts";
import type { Model } from "../model/types.ts";
import { resolve } from "../resolve.ts";
import type { Reach } from "./reach.ts";
import { reachability } from "./reachability.ts";

function modelWith(
  change: Partial<Config>,
  management: Config["firewall"]["management"] = [],
): Model {
  const { model, diagnostics } = resolve({
    name: "office",
    networks: {
      wan: { subnet: "192.0.2.0/24", bridge: "br0" },
      lan: { subnet: "10.0.0.0/24", bridge: "br1" },
      sync: { subnet: "10.255.0.0/30", bridge: "br2" },
    },
    firewall: {
      members: { "fw-1": {}, "fw-2": {} },
      interfaces: {
        eth0: { network: "wan", vip: "192.0.2.100" },
        eth1: { network: "lan", vip: "10.0.0.254" },
        eth2: { network: "sync" },
      },
      management,
    },
    ha: { stateSync: { network: "sync" } },
    hosts: {
      web: { network: "lan", address: "10.0.0.10" },
      mail: { kind: "external", network: "lan", address: "10.0.0.11" },
    },
    ...change,
  });
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

const endpoints = [
  { name: "lan", network: "lan" },
  { name: "web", network: "lan", addresses: ["10.0.0.10"] },
  { name: "wan", network: "wan" },
];

test("the matrix tells hosts from their network", () => {
  const out = { from: "lan", to: "wan", services: "https" } as const;
  const model = modelWith({
    policy: { rules: [{ ...out, source: "web", action: "reject" }, out] },
  });
  const kind = "through";
  expect(reachability(model, { endpoints })).toStrictEqual<Reach[]>([
    { kind, from: "lan", to: "wan", service: "https", verdict: "partly", rules: [0, 1] },
    { kind, from: "web", to: "wan", service: "https", verdict: "reject", rules: [0] },
    { kind, from: "wan", to: "lan", service: "https", verdict: "drop", rules: [] },
    { kind, from: "wan", to: "web", service: "https", verdict: "drop", rules: [] },
  ]);
});

test("a forwarded port is reached where a rule accepts what comes out of the translation", () => {
  const model = modelWith({
    services: { alt: { protocol: "tcp", ports: [8080] } },
    policy: { rules: [{ from: "wan", to: "lan", destination: "web", services: "alt" }] },
    nat: {
      destination: [
        { from: "wan", service: "http", host: "web", port: 8080 },
        { from: "wan", service: "smtp", host: "mail" },
      ],
    },
  });
  const forwarded = reachability(model, { endpoints }).filter((entry) => entry.kind !== "through");
  const from = { kind: "forwarding", from: "wan" } as const;
  expect(forwarded).toStrictEqual<Reach[]>([
    {
      ...from,
      to: "web",
      via: "192.0.2.100 tcp/80",
      service: "http",
      verdict: "accept",
      rules: [0],
    },
    {
      ...from,
      to: "10.0.0.11",
      via: "192.0.2.100 tcp/25",
      service: "smtp",
      verdict: "drop",
      rules: [],
    },
  ]);
});

test("the firewalls themselves are reached by management only", () => {
  const model = modelWith({}, [{ from: "lan", source: "web", services: ["ssh", "ping"] }]);
  const reach = reachability(model, { endpoints }).filter(({ to }) => to === "fw-2");
  const to = { kind: "management", to: "fw-2" } as const;
  expect(reach).toStrictEqual<Reach[]>([
    { ...to, from: "lan", service: "ssh", verdict: "partly", rules: [0] },
    { ...to, from: "lan", service: "ping", verdict: "partly", rules: [0] },
    { ...to, from: "web", service: "ssh", verdict: "accept", rules: [0] },
    { ...to, from: "web", service: "ping", verdict: "accept", rules: [0] },
    { ...to, from: "wan", service: "ssh", verdict: "drop", rules: [] },
    { ...to, from: "wan", service: "ping", verdict: "drop", rules: [] },
  ]);
});
