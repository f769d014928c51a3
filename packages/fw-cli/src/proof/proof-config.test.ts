import { readFileSync } from "node:fs";

import { check, type Config, resolve } from "fw-config";
import { expect, test } from "vitest";

import { FwError } from "../errors.ts";
import { FORWARDED_PORT, PROOF_PORT, planProof, publishedBaseline } from "./proof-config.ts";

const text = readFileSync(new URL("../../../../fw.config.yaml", import.meta.url), "utf8");
const config = check(text, {}).config as Config;

test("the testers stand on both sides, at addresses that nobody has", () => {
  const { client, server } = planProof(config, "routed");
  expect(client).toMatchObject({
    bridge: "br1",
    address: "192.168.2.254/24",
    otherAddress: "192.168.2.253/24",
    gateway: "192.168.2.100",
  });
  expect(server).toMatchObject({
    bridge: "br0",
    address: "192.168.0.254/24",
    gateway: "192.168.0.100",
  });
});

test.each(["routed", "snat"] as const)(
  "the plan resolves in %s mode and keeps the user's rules",
  (mode) => {
    const plan = planProof(config, mode);
    const { model, diagnostics } = resolve(plan.config, { profile: "netns" });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(model?.sourceNat).toHaveLength(mode === "snat" ? 1 : 0);
    const forwarded = model?.destinationNat.map(({ service, port }) => [service?.name, port]);
    expect(forwarded).toEqual([
      ["fw-proof-forwarded", PROOF_PORT],
      ["ftp", undefined],
    ]);
    expect(plan.config.policy?.rules.slice(3)).toEqual(config.policy?.rules);
  },
);

test("FTP is asked from an address that it is not forwarded to", () => {
  const { config: proven, client } = planProof(config, "routed");
  const asking = proven.policy?.rules.find(
    ({ to, services }) => to === "server" && services === "ftp",
  );
  expect(proven.hosts?.[String(asking?.source)]?.address).toBe("192.168.2.253");
  expect(proven.nat?.destination?.map(({ host }) => host)).not.toContain(asking?.source);
  expect(client.address).toBe("192.168.2.254/24");
});

test("the denied port is in no rule", () => {
  expect(JSON.stringify(planProof(config, "snat").config.policy)).not.toContain("fw-proof-denied");
  expect(FORWARDED_PORT).not.toBe(PROOF_PORT);
});

test("what is to be denied is denied by a rule where the user's own would let it through", () => {
  const rules = [{ from: "client-side", to: ["server"] }];
  const { config: open } = planProof({ ...config, policy: { rules } }, "routed");
  const denials = open.policy?.rules.filter(({ services }) => services === "fw-proof-denied");
  expect(denials).toMatchObject([{ from: "client-side", to: "server", action: "drop" }]);
});

test.each([
  ["a range that holds the port", { protocol: "tcp", ports: ["7000-7100"] }, 1],
  ["a range of another protocol", { protocol: "udp", ports: ["7000-7100"] }, 0],
  ["a range beside the port", { protocol: "tcp", ports: [7000, "7002-7100"] }, 0],
] as const)("%s decides whether what is denied needs a rule", (_name, service, count) => {
  const rules = [{ from: "client-side", to: "server", services: "wide" }];
  const { config: open } = planProof(
    { ...config, services: { wide: service }, policy: { rules } },
    "routed",
  );
  const denials = open.policy?.rules.filter(({ services }) => services === "fw-proof-denied");
  expect(denials).toHaveLength(count);
});

const natRules = check(
  readFileSync(
    new URL("../../../fw-config/test/golden/nat-rules/fw.config.yaml", import.meta.url),
    "utf8",
  ),
  {},
).config as Config;

test.each(["routed", "snat"] as const)(
  "each way of translating has its flows in %s mode",
  (mode) => {
    const plan = planProof(natRules, mode);
    const { diagnostics } = resolve(plan.config, { profile: "netns" });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(plan.nat.flows.map(({ name, by, seenFrom }) => `${name} ${by} ${seenFrom}`)).toEqual([
      "exempt client 10.20.0.254",
      "own-source client 203.0.113.8",
      "moved-ports/7020 server 203.0.113.14",
      "moved-ports/7029 server 203.0.113.14",
      "hairpin client 10.20.0.1",
      "one-to-one/in server 203.0.113.14",
      "one-to-one/out client 203.0.113.8",
      "one-to-one/within client 10.20.0.1",
    ]);
  },
);

test("a configuration without a way of translating has no flows of it", () => {
  expect(planProof(config, "snat").nat.flows).toEqual([]);
});

test("an address that is taken is passed over", () => {
  const hosts = { other: { network: "server", address: "192.168.0.254" } };
  expect(planProof({ ...config, hosts }, "routed").server).toMatchObject({
    address: "192.168.0.253/24",
    otherAddress: "192.168.0.252/24",
  });
});

test("on a link of two addresses a tester is the gateway of the firewalls", () => {
  const networks = {
    ...config.networks,
    server: { subnet: ["192.0.2.0/31", "203.0.113.8/29", "169.254.1.0/29"], bridge: "br0" },
  };
  const interfaces = {
    ...config.firewall.interfaces,
    eth0: { network: "server", vip: ["192.0.2.1", "203.0.113.9"] },
  };
  const routes = [{ destination: "default", via: "192.0.2.0" }];
  const base = { ...config, networks, hosts: {}, policy: { rules: [] } };
  const firewall = { ...config.firewall, management: [], interfaces, routes };
  const { server } = planProof({ ...base, firewall }, "routed");
  expect(server).toMatchObject({ address: "192.0.2.0/31", gateway: "192.0.2.1" });
  expect(server.otherAddress).toBeUndefined();
});

test("a tester that finds no room stands beside the next virtual address", () => {
  const networks = {
    ...config.networks,
    "client-side": { subnet: ["10.0.0.0/30", "10.1.0.0/24", "169.254.1.0/29"], bridge: "br1" },
  };
  const eth1 = { network: "client-side", vip: ["10.0.0.1", "10.1.0.1"] };
  const firewall = {
    ...config.firewall,
    interfaces: { ...config.firewall.interfaces, eth1 },
  };
  const rules = [{ from: "client-side", to: "server" }];
  const base = { ...config, networks, hosts: {}, policy: { rules } };
  const management = { management: [] };
  expect(
    planProof({ ...base, firewall: { ...firewall, ...management } }, "routed").client,
  ).toMatchObject({
    address: "10.1.0.254/24",
    otherAddress: "10.1.0.253/24",
    gateway: "10.1.0.1",
  });
});

test("one network with a virtual address is not enough", () => {
  const interfaces = { eth0: { network: "server", vip: "192.168.0.100" } };
  const firewall = { ...config.firewall, interfaces };
  expect(() => planProof({ ...config, firewall }, "routed")).toThrow(FwError);
});

test("the baseline is the same lab with the published files, and can be proven as well", () => {
  const tuned = { ...config, ha: { ...config.ha, vrrp: { advertIntervalMs: 10 } } };
  const plan = planProof(publishedBaseline(tuned), "snat");
  const { model, diagnostics } = resolve(plan.config, { profile: "netns" });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(model?.ha).toMatchObject({ published: true, advertIntervalMs: 3_000 });
});
