import { expect, test } from "vitest";

import { defineConfig, type Config } from "../config/config.ts";
import { mainVips, memberAddresses } from "./addresses.ts";

type Interface = Config["firewall"]["interfaces"][string];

/** A pair with one side of interest. */
function pair(
  subnet: Config["networks"][string]["subnet"],
  vip: NonNullable<Interface["vip"]>,
  firewall: Partial<Config["firewall"]> = {},
): Config {
  return defineConfig({
    name: "pair",
    networks: {
      wan: { subnet, bridge: "br0" },
      sync: { subnet: "10.255.0.0/31", bridge: "br1" },
    },
    firewall: {
      members: { "fw-1": {}, "fw-2": {} },
      interfaces: { eth0: { network: "wan", vip }, eth1: { network: "sync" } },
      ...firewall,
    },
    ha: { stateSync: { network: "sync" } },
  });
}

function own(config: Config, name = "eth0"): readonly (readonly string[])[] {
  return ["fw-1", "fw-2"].map((member) =>
    memberAddresses(config, member, name).map(({ address }) => address),
  );
}

test("the firewalls' own addresses are the first two that are neither virtual nor a gateway's", () => {
  expect(own(pair("10.0.0.0/24", "10.0.0.254"))).toStrictEqual([["10.0.0.1"], ["10.0.0.2"]]);
  expect(own(pair("10.0.0.0/24", "10.0.0.1"))).toStrictEqual([["10.0.0.2"], ["10.0.0.3"]]);
  const routes = [{ destination: "default", via: "10.0.0.2" }];
  const { 0: first, 1: second } = own(pair("10.0.0.0/24", ["10.0.0.1", "10.0.0.4"], { routes }));
  expect([first, second]).toStrictEqual([["10.0.0.3"], ["10.0.0.5"]]);
});

test("a given address is not the other firewall's default", () => {
  const members = { "fw-1": { addresses: { eth0: "10.0.0.2" } }, "fw-2": {} };
  expect(own(pair("10.0.0.0/24", "10.0.0.254", { members }))).toStrictEqual([
    ["10.0.0.2"],
    ["10.0.0.3"],
  ]);
});

test("a link of two has one address for each firewall", () => {
  expect(own(pair("10.0.0.0/24", "10.0.0.1"), "eth1")).toStrictEqual([
    ["10.255.0.0"],
    ["10.255.0.1"],
  ]);
});

test("a subnet without room for both leaves it to the next one of its family", () => {
  const config = pair(
    ["192.0.2.0/31", "2001:db8::/64", "169.254.1.0/29"],
    ["192.0.2.1", "2001:db8::1"],
    { routes: [{ destination: "default", via: "192.0.2.0" }] },
  );
  expect(own(config)).toStrictEqual([
    ["169.254.1.1", "2001:db8::2"],
    ["169.254.1.2", "2001:db8::3"],
  ]);
});

test("a network's main virtual addresses are the first of each family, and a host's of its subnet", () => {
  const config = pair(
    ["10.0.0.0/24", "10.1.0.0/24", "2001:db8::/64"],
    ["10.0.0.1", "2001:db8:0::1", "10.1.0.1", "10.1.0.2"],
  );
  expect(mainVips(config, "wan")).toStrictEqual(["10.0.0.1", "2001:db8::1"]);
  expect(mainVips(config, "wan", "10.1.0.9")).toStrictEqual(["2001:db8::1", "10.1.0.1"]);
});
