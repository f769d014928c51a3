import { expect, test } from "vitest";

import { reachability } from "../analysis/reachability.ts";
import { check } from "../check.ts";
import type { Model } from "../model/types.ts";
import { evaluate } from "./evaluate.ts";

/** Branch offices, 10.30.0.0/16, behind the router 10.20.0.9 in the LAN. */
function office(rules: string, nat: string = "", routes: string = branches): string {
  return `
name: office
networks:
  wan: { subnet: [203.0.113.0/28, "2001:db8:f::/64"], bridge: br0 }
  lan: { subnet: [10.20.0.0/24, "2001:db8:1::/64"], bridge: br1 }
  sync: { subnet: 10.255.0.0/30, bridge: br2 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces:
    eth0: { network: wan, vip: [203.0.113.5, "2001:db8:f::5"] }
    eth1: { network: lan, vip: [10.20.0.254, "2001:db8:1::ffff"] }
    eth2: { network: sync }
  routes:
    - { destination: default, via: 203.0.113.14 }
    - { destination: default, via: "2001:db8:f::ffff" }
${routes}
ha: { stateSync: { network: sync } }
nat: { source: [{ from: lan, to: wan${nat} }] }
policy:
  rules:
    - ${rules}
`;
}

const branches = "    - { destination: 10.30.0.0/16, via: 10.20.0.9 }";
const outwards = "{ from: lan, to: wan, services: https }";

function read(text: string): { readonly model: Model; readonly codes: readonly string[] } {
  const { model, diagnostics } = check(text, { file: "office.yaml" });
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return { model, codes: diagnostics.map(({ code }) => code) };
}

const https = { protocol: "tcp", destinationPort: 443 } as const;

test("source NAT translates a host behind a router of the network", () => {
  const { model } = read(office(outwards));
  const { verdict, nat } = evaluate(model, {
    ...https,
    source: "10.30.1.10",
    destination: "198.51.100.7",
  });
  expect(verdict).toBe("accept");
  expect(nat?.source?.to.address).toBe("203.0.113.5");
});

test.each([
  ["", false],
  [", family: ipv4", false],
  [", family: ipv6", true],
  [", family: both", true],
])("source NAT with '%s' translates IPv6: %s", (family, translated) => {
  const { model } = read(office(outwards, family));
  const ends = { source: "2001:db8:1::9", destination: "2001:db8:9::7" };
  const { verdict, nat } = evaluate(model, { ...https, ...ends });
  expect(verdict).toBe("accept");
  expect(nat?.source?.to.address).toBe(translated ? "2001:db8:f::5" : undefined);
});

const within = "{ from: lan, to: lan, services: ssh }";
const toBranch = {
  protocol: "tcp",
  source: "10.20.0.5",
  destination: "10.30.1.10",
  destinationPort: 22,
} as const;

test("a rule within a network applies where a route leads back into it", () => {
  const { model, codes } = read(office(within));
  expect(codes).toStrictEqual([]);
  const { verdict, rule, inInterface, outInterface } = evaluate(model, toBranch);
  expect([verdict, inInterface, outInterface]).toStrictEqual(["accept", "eth1", "eth1"]);
  expect(rule).toStrictEqual({ list: "policy.rules", index: 0 });
  const through = reachability(model).filter(({ kind }) => kind === "through");
  expect(through).toContainEqual({
    kind: "through",
    from: "lan",
    to: "lan",
    service: "ssh",
    verdict: "accept",
    rules: [0],
  });
});

test("the half of a connection that is seen within a network passes, elsewhere it does not", () => {
  const { model } = read(office(within));
  const half = { ...toBranch, tcpFlags: ["ack"] } as const;
  expect(evaluate(model, half).verdict).toBe("accept");
  expect(evaluate(model, { ...half, destination: "198.51.100.7" }).verdict).toBe("drop");
});

test("without a route back, a rule within a network matches nothing and says so", () => {
  const { model, codes } = read(office(within, "", ""));
  expect(codes).toStrictEqual(["FW100"]);
  expect(evaluate(model, { ...toBranch, destination: "10.20.0.9" }).verdict).toBe("drop");
});

test("any means other networks: it opens no way back", () => {
  const { model } = read(office("{ from: any, to: any }"));
  expect(evaluate(model, toBranch).verdict).toBe("drop");
});
