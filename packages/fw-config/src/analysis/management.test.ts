import { expect, test } from "vitest";

import { defineConfig, type Config } from "../config/config.ts";
import type { Model } from "../model/types.ts";
import { resolve } from "../resolve.ts";
import { analyzeManagement } from "./management.ts";
import { reachability } from "./reachability.ts";

function modelWith(
  management: NonNullable<Config["firewall"]["management"]>,
  firewall: Partial<Config["firewall"]> = {},
): Model {
  const config = defineConfig({
    name: "office",
    networks: {
      wan: { subnet: ["192.0.2.0/24", "2001:db8::/64"], bridge: "br0" },
      lan: { subnet: "10.0.0.0/24", bridge: "br1" },
      sync: { subnet: "10.255.0.0/30", bridge: "br2" },
    },
    firewall: {
      members: { "fw-1": {}, "fw-2": {} },
      interfaces: {
        eth0: { network: "wan", vip: ["192.0.2.100", "2001:db8::100"] },
        eth1: { network: "lan", vip: "10.0.0.254" },
        eth2: { network: "sync" },
      },
      routes: [
        { destination: "default", via: "192.0.2.254" },
        { destination: "10.9.0.0/16", via: "10.0.0.9" },
      ],
      ...firewall,
      management,
    },
    ha: { stateSync: { network: "sync" } },
  });
  const { model, diagnostics } = resolve(config);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

function codes(
  management: NonNullable<Config["firewall"]["management"]>,
  firewall = {},
): readonly string[] {
  return analyzeManagement(modelWith(management, firewall)).map(({ code }) => code);
}

test.each([
  ["of another link", { from: "wan", source: "10.0.0.7", services: "ssh" }],
  ["of the gateway itself", { from: "lan", source: "10.0.0.254", services: "ssh" }],
  ["of the peer", { from: "lan", source: ["10.0.0.1", "10.0.0.2"], services: "ssh" }],
  ["that no route leads back to", { from: "lan", source: "203.0.113.7", services: "ssh" }],
  ["of a family that the network has not", { from: "lan", source: "2001:db8::7", services: "ssh" }],
])("management from a source %s never matches", (_what, entry) => {
  const [found, ...more] = analyzeManagement(modelWith([{ from: "lan", services: "ssh" }, entry]));
  expect(more).toStrictEqual([]);
  expect([found?.code, found?.path]).toStrictEqual(["FW104", ["firewall", "management", 1]]);
});

test.each([
  ["a neighbour", { from: "lan", source: "10.0.0.7", services: "ssh" }],
  ["the link with the gateway in it", { from: "lan", source: "10.0.0.0/24", services: "ssh" }],
  ["a routed network", { from: "lan", source: "10.9.1.1", services: "ssh" }],
  ["the other side of the default route", { from: "wan", source: "203.0.113.7", services: "ssh" }],
  ["anybody, for what is not asked at the gateway", { from: "lan", services: ["https", "ping"] }],
])("management from %s has no finding", (_what, entry) => {
  expect(codes([entry])).toStrictEqual([]);
});

test("without anti-spoofing a source of another link may arrive", () => {
  const entry = { from: "wan", source: "10.0.0.7", services: "ssh" };
  expect(codes([entry], { antiSpoofing: false })).toStrictEqual([]);
});

test("a resolver of the firewalls is not found at the gateway, and the hint has both addresses", () => {
  const [found] = analyzeManagement(modelWith([{ from: "lan", services: ["dns", "ssh"] }]));
  expect(found).toMatchObject({
    code: "FW105",
    path: ["firewall", "management", 0, "services"],
    message: expect.stringContaining('"dns" is answered at the firewalls'),
    hint: "give clients 10.0.0.1 and 10.0.0.2 as their servers, not their gateway",
  });
});

test("the matrix has a row for the virtual address, where only ICMP is answered", () => {
  const model = modelWith([{ from: "lan", services: ["dns", "ping"] }]);
  const rows = reachability(model).filter(
    ({ kind, to }) => kind === "management" && to === "10.0.0.254",
  );
  expect(
    rows.map(({ from, service, verdict, rules }) => ({ from, service, verdict, rules })),
  ).toStrictEqual([
    { from: "lan", service: "dns", verdict: "drop", rules: [] },
    { from: "lan", service: "ping", verdict: "accept", rules: [0] },
  ]);
});
