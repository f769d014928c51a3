import { expect, test } from "vitest";

import { defineConfig } from "../config/config.ts";
import type { Model } from "../model/types.ts";
import { resolve } from "../resolve.ts";
import { evaluate } from "./evaluate.ts";

function modelOf(): Model {
  const config = defineConfig({
    name: "office",
    networks: {
      wan: { subnet: "203.0.113.0/28", bridge: "br0" },
      lan: { subnet: "10.20.0.0/24", bridge: "br1" },
      sync: { subnet: "10.255.0.0/30", bridge: "br2" },
    },
    firewall: {
      members: { "fw-1": {}, "fw-2": {} },
      interfaces: {
        eth0: { network: "wan", vip: "203.0.113.5" },
        eth1: { network: "lan", vip: "10.20.0.254" },
        eth2: { network: "sync" },
      },
      routes: [{ destination: "default", via: "203.0.113.14" }],
    },
    ha: { stateSync: { network: "sync" } },
    nat: { source: [{ from: "lan", to: "wan" }] },
    policy: { rules: [{ from: "lan", to: "wan", services: "https" }] },
  });
  const { model, diagnostics } = resolve(config);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

const dns = { protocol: "udp", destinationPort: 53 } as const;

test("what a firewall sends itself leaves unfiltered with its own address", () => {
  const sent = evaluate(modelOf(), { ...dns, source: "203.0.113.1", destination: "9.9.9.9" });
  expect(sent).toMatchObject({
    verdict: "accept",
    own: true,
    inInterface: "",
    outInterface: "eth0",
  });
  expect(sent.nat).toBeUndefined();
  const [first] = sent.path.filter(({ chain }) => chain !== undefined);
  expect(first?.chain).toBe("untracked-out");
});

test("even with the address of a translated network", () => {
  const sent = evaluate(modelOf(), { ...dns, source: "10.20.0.1", destination: "9.9.9.9" });
  expect(sent).toMatchObject({ verdict: "accept", outInterface: "eth0" });
  expect(sent.nat).toBeUndefined();
});

test.each([
  ["its adverts", { protocol: 112, source: "10.20.0.1", destination: "10.20.0.2" } as const],
  [
    "its state sync",
    {
      protocol: "udp",
      destinationPort: 3780,
      source: "10.255.0.1",
      destination: "10.255.0.2",
    } as const,
  ],
])("%s are not tracked", (_title, packet) => {
  const { verdict, connection, path } = evaluate(modelOf(), packet);
  expect([verdict, connection]).toStrictEqual(["accept", "untracked"]);
  expect(path.some((step) => step.verdict === "notrack")).toBe(true);
});

test("what it sends to itself arrives over loopback", () => {
  const ends = { source: "203.0.113.1", destination: "10.20.0.254" };
  expect(evaluate(modelOf(), { ...dns, ...ends })).toMatchObject({
    verdict: "accept",
    local: true,
  });
});

test("the same address on a packet that arrives is spoofed", () => {
  const ends = { source: "203.0.113.1", destination: "9.9.9.9", interface: "eth0" };
  expect(evaluate(modelOf(), { ...dns, ...ends })).toMatchObject({ verdict: "drop", own: false });
});

test("the peer's address is no own address: its packets meet the input chain", () => {
  const ends = { source: "203.0.113.2", destination: "203.0.113.1" };
  const { own, local, verdict } = evaluate(modelOf(), { ...dns, ...ends });
  expect([own, local, verdict]).toStrictEqual([false, true, "drop"]);
});
