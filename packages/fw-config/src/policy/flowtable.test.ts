import { expect, test } from "vitest";

import { defineConfig, type Config } from "../config/config.ts";
import type { RuleConfig } from "../config/policy.ts";
import type { Model } from "../model/types.ts";
import { render } from "../render/render.ts";
import { resolve } from "../resolve.ts";
import { explain } from "./explain.ts";
import type { Packet } from "./packet.ts";

const rules: readonly RuleConfig[] = [
  { from: "lan", to: "wan", services: "https" },
  { from: "lan", to: "dmz", services: ["https", "ftp"] },
  { from: "wan", to: "dmz", services: "https" },
];

const base = defineConfig({
  name: "office",
  networks: {
    lan: { subnet: "10.0.0.0/24", bridge: "br0" },
    dmz: { subnet: "10.1.0.0/24", bridge: "br1", vlan: 5 },
    wan: { subnet: "192.0.2.0/24", bridge: "br2" },
    sync: { subnet: "10.255.0.0/30", bridge: "br3" },
  },
  firewall: {
    members: { "fw-1": {}, "fw-2": {} },
    interfaces: {
      eth0: { network: "lan", vip: "10.0.0.254" },
      "eth1.5": { network: "dmz", vip: "10.1.0.254" },
      eth2: { network: "wan", vip: "192.0.2.254" },
      eth3: { network: "sync" },
    },
  },
  ha: { stateSync: { network: "sync", externalCache: true } },
  hosts: { files: { kind: "external", network: "dmz", address: "10.1.0.10" } },
  policy: {
    flowtable: true,
    rules,
  },
} satisfies Config);

function modelOf(config: Config): Model {
  const { model, diagnostics } = resolve(config);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

const toWan = { source: "10.0.0.7", destination: "192.0.2.7" } as const;
const toDmz = { source: "10.0.0.7", destination: "10.1.0.7" } as const;

/** The lines of the forward chain that an established packet meets, and the verdict. */
function steps(model: Model, packet: Omit<Packet, "protocol">, protocol: Packet["protocol"] = 6) {
  const explained = explain(
    model,
    render(model),
    { ...packet, protocol },
    { connection: "established" },
  );
  const own = explained.path.filter(({ chain }) => chain === "forward");
  expect(own.filter(({ line }) => line === undefined)).toStrictEqual([]);
  return { verdict: explained.verdict, texts: own.map(({ text }) => text.split(" counter ")[1]) };
}

test("an established connection is put into the flowtable, and the packet is accepted", () => {
  const both = { verdict: "accept", texts: ["flow add @fastpath", "accept"] };
  expect(steps(modelOf(base), toWan)).toStrictEqual(both);
  expect(steps(modelOf(base), toWan, 17)).toStrictEqual(both);
});

test("answers too, though no rule is written for their direction", () => {
  const back = { source: toWan.destination, destination: toWan.source };
  expect(steps(modelOf(base), back).texts).toContain("flow add @fastpath");
});

test("neither other protocols nor a direction that a helper must read", () => {
  const slow = { verdict: "accept", texts: ["accept"] };
  expect(steps(modelOf(base), toWan, 1)).toStrictEqual(slow);
  expect(steps(modelOf(base), toDmz)).toStrictEqual(slow);
});

test("a VLAN has the card's place; a forwarding with a helper and a bond have none", () => {
  expect(modelOf(base).flowtable).toStrictEqual({
    devices: ["eth0", "eth1", "eth2"],
    pairs: [
      { from: "eth1.5", to: "eth2" },
      { from: "eth0", to: "eth2" },
      { from: "eth2", to: "eth1.5" },
      { from: "eth2", to: "eth0" },
    ],
  });
  const forwarded = { destination: [{ from: "wan", service: "ftp", host: "files" }] };
  expect(modelOf({ ...base, nat: forwarded }).flowtable?.devices).toStrictEqual(["eth0", "eth2"]);
  const eth0 = { network: "lan", vip: "10.0.0.254", bond: { cards: ["eth4", "eth5"] } };
  const interfaces = { ...base.firewall.interfaces, eth0 };
  const bonded = modelOf({ ...base, firewall: { ...base.firewall, interfaces } });
  expect(bonded.flowtable?.devices).toStrictEqual(["eth1", "eth2"]);
});

test("without it no line and no verdict is different", () => {
  const model = modelOf({ ...base, policy: { rules } });
  expect(steps(model, toWan)).toStrictEqual({ verdict: "accept", texts: ["accept"] });
  expect(render(model).filter(({ content }) => content.includes("fastpath"))).toStrictEqual([]);
});
