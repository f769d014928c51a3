import { expect, test } from "vitest";

import { defineConfig, type Config } from "../config/config.ts";
import type { Model } from "../model/types.ts";
import { render } from "../render/render.ts";
import { resolve } from "../resolve.ts";
import { evaluate } from "./evaluate.ts";
import { explain } from "./explain.ts";
import type { Packet } from "./packet.ts";

const config = defineConfig({
  name: "office",
  networks: {
    wan: { subnet: ["192.0.2.0/24", "2001:db8::/64"], bridge: "br0" },
    lan: { subnet: ["10.0.0.0/24", "2001:db8:1::/64"], bridge: "br1" },
    sync: { subnet: "10.255.0.0/30", bridge: "br2" },
  },
  firewall: {
    members: { "fw-1": {}, "fw-2": {} },
    interfaces: {
      eth0: { network: "wan", vip: ["192.0.2.100", "2001:db8::100"] },
      eth1: { network: "lan", vip: ["10.0.0.254", "2001:db8:1::fe"] },
      eth2: { network: "sync" },
    },
    management: [{ from: "lan", source: "admin", services: ["ssh", "ping"] }],
  },
  ha: { stateSync: { network: "sync" } },
  hosts: {
    admin: { network: "lan", address: ["10.0.0.9", "2001:db8:1::9"] },
    web: { network: "lan", address: ["10.0.0.10", "2001:db8:1::10"] },
  },
  policy: {
    rules: [
      { from: "lan", to: "wan", services: ["telnet"], action: "reject", log: true },
      { from: "lan", to: "wan", source: "web", action: "drop" },
      { from: "lan", to: "wan", services: ["https", "ftp", "ping"], limit: { newPerSecond: 5 } },
      { from: "wan", to: "lan", destination: "web", services: ["http-alt"] },
    ],
  },
  nat: {
    source: [{ from: "lan", to: "wan" }],
    destination: [{ from: "wan", service: "http", host: "web", port: 8080 }],
  },
} satisfies Config);

function modelOf(value: Config): Model {
  const { model, diagnostics } = resolve(value);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

const model = modelOf(config);

const outward: Packet = {
  protocol: "tcp",
  source: "10.0.0.7",
  sourcePort: 50_000,
  destination: "192.0.2.7",
  destinationPort: 443,
};

test("an accepted connection leaves with the virtual address", () => {
  expect(evaluate(model, outward)).toMatchObject({
    verdict: "accept",
    rule: { list: "policy.rules", index: 2 },
    connection: "new",
    inInterface: "eth1",
    outInterface: "eth0",
    local: false,
    log: [],
    nat: {
      source: {
        from: { address: "10.0.0.7", port: 50_000 },
        to: { address: "192.0.2.100", port: 50_000 },
      },
    },
  });
});

test("a rejected TCP connection is reset, logged, and not translated", () => {
  const evaluation = evaluate(model, { ...outward, destinationPort: 23 });
  expect(evaluation).toMatchObject({
    verdict: "reject",
    rule: { list: "policy.rules", index: 0 },
    answer: "tcp-reset",
    log: ["fw reject rule 1: "],
  });
  expect(evaluation.nat).toBeUndefined();
});

test("the first rule that matches decides", () => {
  expect(evaluate(model, { ...outward, source: "10.0.0.10" }).rule?.index).toBe(1);
});

test("what is rejected in two lines, one of them for TCP, is logged whatever its protocol", () => {
  const rules = [{ from: "lan", to: "wan", action: "reject", log: true }] as const;
  const rejecting = modelOf({ ...config, policy: { rules } });
  for (const protocol of ["tcp", "udp"] as const) {
    const { verdict, log } = evaluate(rejecting, { ...outward, protocol });
    expect({ verdict, log }).toStrictEqual({ verdict: "reject", log: ["fw reject rule 1: "] });
  }
});

test("what no rule accepts is dropped and logged at the end of its chain", () => {
  const { verdict, rule, log, path } = evaluate(model, { ...outward, destinationPort: 25 });
  expect({ verdict, rule, log }).toStrictEqual({
    verdict: "drop",
    rule: undefined,
    log: ["fw drop lan > wan: "],
  });
  expect(path.at(-1)).toMatchObject({ chain: "from-lan-to-wan", text: "counter drop" });
});

test("a port of a range that moves goes to the one as far from the first", () => {
  const destination = [{ from: "wan", service: "vnc", host: "web", port: 6000 }];
  const moved = modelOf({ ...config, nat: { destination } });
  const { nat } = evaluate(moved, {
    protocol: "tcp",
    source: "192.0.2.9",
    destination: "192.0.2.100",
    destinationPort: 5942,
  });
  expect(nat?.destination?.to).toStrictEqual({ address: "10.0.0.10", port: 6042 });
});

test("a forwarded port goes to its host, and the rules see the translated destination", () => {
  const packet: Packet = {
    protocol: "tcp",
    source: "192.0.2.7",
    destination: "192.0.2.100",
    destinationPort: 80,
  };
  expect(evaluate(model, packet)).toMatchObject({
    verdict: "accept",
    rule: { list: "policy.rules", index: 3 },
    outInterface: "eth1",
    nat: { destination: { to: { address: "10.0.0.10", port: 8080 } } },
  });
});

test("a virtual address never answers but to ping", () => {
  const packet: Packet = { ...outward, source: "10.0.0.9", destination: "10.0.0.254" };
  const drop = evaluate(model, { ...packet, destinationPort: 22 });
  expect(drop).toMatchObject({ verdict: "drop", local: true });
  expect(drop.path.at(-1)?.text).toContain("@vips_v4");
  expect(evaluate(model, { ...packet, protocol: "icmp" })).toMatchObject({ verdict: "accept" });
});

test("management is for its source and for the firewall's own address", () => {
  const packet: Packet = { ...outward, destination: "10.0.0.1", destinationPort: 22 };
  expect(evaluate(model, { ...packet, source: "10.0.0.9" })).toMatchObject({
    verdict: "accept",
    rule: { list: "firewall.management", index: 0 },
  });
  expect(evaluate(model, packet)).toMatchObject({ verdict: "drop", local: true });
});

test("management is for its link, whatever is looked at behind it", () => {
  const open = modelOf({ ...config, firewall: { ...config.firewall, antiSpoofing: false } });
  const packet: Packet = {
    ...outward,
    source: "10.0.0.9",
    destination: "10.0.0.1",
    destinationPort: 22,
  };
  expect(evaluate(open, packet).verdict).toBe("accept");
  expect(evaluate(open, { ...packet, interface: "eth0" }).verdict).toBe("drop");
});

test("a spoofed source ends before connection tracking", () => {
  const { verdict, path, log } = evaluate(model, { ...outward, interface: "eth0" });
  expect(verdict).toBe("drop");
  expect(path.map((step) => step.chain)).toStrictEqual(["untracked-in"]);
  expect(log).toStrictEqual(["fw spoofed: "]);
});

test.each([
  [["ack"], "invalid", "drop"],
  [["syn", "ack"], "invalid", "drop"],
  [["syn", "psh"], "new", "accept"],
] as const)("TCP flags %j without a connection are %s", (tcpFlags, connection, verdict) => {
  expect(evaluate(model, { ...outward, tcpFlags })).toMatchObject({ connection, verdict });
});

test("an established connection passes whatever the rules say, translated as before", () => {
  const packet: Packet = { ...outward, destinationPort: 23, tcpFlags: ["ack"] };
  expect(evaluate(model, packet, { connection: "established" })).toMatchObject({
    verdict: "accept",
    nat: { source: { to: { address: "192.0.2.100" } } },
  });
});

test("a related connection needs a helper that some rule uses", () => {
  const data: Packet = { ...outward, destinationPort: 40_000 };
  const verdictOf = (helper: string): string =>
    evaluate(model, data, { connection: "related", helper }).verdict;
  expect([verdictOf("ftp"), verdictOf("sip")]).toStrictEqual(["accept", "drop"]);
});

test("the limit of a rule drops what exceeds it", () => {
  const { verdict, path } = evaluate(model, outward, { limitExceeded: true });
  expect(verdict).toBe("drop");
  expect(path.at(-1)?.text).toContain("limit rate over 5/second");
});

test("only the primary has the virtual addresses", () => {
  const packet: Packet = { ...outward, protocol: "icmp", destination: "10.0.0.254" };
  expect(evaluate(model, packet).local).toBe(true);
  expect(evaluate(model, packet, { role: "backup" }).local).toBe(false);
});

test("the peer's adverts pass untracked, from its address and link only", () => {
  const advert: Packet = {
    interface: "eth0",
    protocol: 112,
    source: "192.0.2.2",
    destination: "224.0.0.18",
    hopLimit: 255,
  };
  expect(evaluate(model, advert)).toMatchObject({ verdict: "accept", connection: "untracked" });
  expect(evaluate(model, { ...advert, source: "192.0.2.3" }).verdict).toBe("drop");
  expect(evaluate(model, { ...advert, hopLimit: 254 }).verdict).toBe("drop");
  expect(evaluate(model, advert, { node: "fw-2" }).verdict).toBe("drop");
});

test("neighbour discovery is accepted with the full hop limit only", () => {
  const packet: Packet = {
    protocol: "icmp",
    icmpType: 135,
    source: "2001:db8:1::9",
    destination: "2001:db8:1::1",
    hopLimit: 255,
  };
  expect(evaluate(model, packet).verdict).toBe("accept");
  expect(evaluate(model, { ...packet, hopLimit: 64 }).verdict).toBe("drop");
});

test("a firewall without IPv6 does not take part in its neighbour discovery", () => {
  const plain = modelOf({
    name: "plain",
    ha: config.ha,
    networks: {
      wan: { subnet: "192.0.2.0/24", bridge: "br0" },
      sync: { subnet: "10.255.0.0/30", bridge: "br2" },
    },
    firewall: {
      members: config.firewall.members,
      interfaces: { eth0: { network: "wan", vip: "192.0.2.100" }, eth2: { network: "sync" } },
    },
  });
  const packet: Packet = {
    interface: "eth0",
    protocol: "icmp",
    icmpType: 135,
    source: "fe80::7",
    destination: "ff02::1",
    hopLimit: 255,
  };
  expect(evaluate(model, packet).verdict).toBe("accept");
  expect(evaluate(plain, packet).verdict).toBe("drop");
});

test.each([
  [{ ...outward, destination: "198.51.100.1" }, "no route leads to the destination"],
  [{ ...outward, hopLimit: 1 }, "the hop limit is used up"],
  [{ ...outward, destination: "239.1.2.3" }, "no member of the multicast group"],
])("a dead end says why", (packet, reason) => {
  const { verdict, path } = evaluate(model, packet);
  expect(verdict).toBe("drop");
  expect(path.at(-1)?.text).toContain(reason);
});

test("malformed questions are errors that name the value", () => {
  expect(() => evaluate(model, { ...outward, source: "10.0.0" })).toThrow('"10.0.0"');
  expect(() => evaluate(model, { ...outward, source: "2001:db8::1" })).toThrow("families");
  expect(() => evaluate(model, outward, { node: "fw-3" })).toThrow('"fw-3"');
});

test("an explanation points to the lines of the rendered file, in the order of the hooks", () => {
  const artifacts = render(model);
  const { path, host, file } = explain(model, artifacts, outward, { node: "fw-2" });
  const content = artifacts.find((entry) => entry.host === host && entry.path === file)?.content;
  const lines = content?.split("\n") ?? [];
  const placed = path.filter((step) => step.chain !== undefined);
  expect(placed.map((step) => lines[(step.line ?? 0) - 1]?.trim())).toStrictEqual(
    placed.map((step) => step.text),
  );
  expect(placed.map((step) => step.chain)).toStrictEqual([
    "untracked-in",
    "helpers",
    "prerouting",
    "forward",
    "from-lan-to-wan",
    "postrouting",
  ]);
});
