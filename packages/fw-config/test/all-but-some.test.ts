import { describe, expect, test } from "vitest";

import { check, evaluate, explain, hasErrors, render, type Model } from "../src/index.ts";
import { modelOf } from "./artifacts.ts";

function text(rule: string): string {
  return `name: all-but-some
networks:
  wan: { subnet: ["203.0.113.0/28", "2001:db8:f::/64"], bridge: br0 }
  lan: { subnet: ["10.20.0.0/24", "2001:db8:1::/64"], bridge: br1 }
  sync: { subnet: 10.255.0.0/31, bridge: br2 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces:
    eth0: { network: wan, vip: [203.0.113.5, "2001:db8:f::5"] }
    eth1: { network: lan, vip: [10.20.0.1, "2001:db8:1::ffff"] }
    eth2: { network: sync }
  routes:
    - { destination: default, via: 203.0.113.1 }
    - { destination: default, via: "2001:db8:f::1" }
ha: { stateSync: { network: sync } }
addresses:
  private: [10.0.0.0/8, 192.168.0.0/16]
  printers: [10.20.0.64/28]
policy:
  rules:
    - { from: lan, to: wan, ${rule} }
`;
}

function verdict(model: Model, source: string, destination: string): string {
  const packet = { protocol: "tcp", source, destination, destinationPort: 443 } as const;
  return evaluate(model, packet).verdict;
}

describe("what an exclamation mark leaves out", () => {
  test("a set is left out of every destination, in the families that it has", () => {
    const model = modelOf(text(`destination: "!private", services: https`));
    expect(verdict(model, "10.20.0.9", "198.51.100.9")).toBe("accept");
    expect(verdict(model, "10.20.0.9", "192.168.7.7")).toBe("drop");
    expect(verdict(model, "2001:db8:1::9", "2001:db8:99::1")).toBe("accept");
  });

  test("addresses are left out of a list, in any order", () => {
    for (const list of [`[lan, "!printers"]`, `["!printers", lan]`]) {
      const model = modelOf(text(`source: ${list}, services: https`));
      expect(verdict(model, "10.20.0.63", "198.51.100.9")).toBe("accept");
      expect(verdict(model, "10.20.0.64", "198.51.100.9")).toBe("drop");
      expect(verdict(model, "10.20.0.79", "198.51.100.9")).toBe("drop");
      expect(verdict(model, "10.20.0.80", "198.51.100.9")).toBe("accept");
    }
  });

  test("the line that decides compares with the set", () => {
    const model = modelOf(text(`destination: "!private", services: https`));
    const { path } = explain(model, render(model), {
      protocol: "tcp",
      source: "10.20.0.9",
      destination: "198.51.100.9",
      destinationPort: 443,
    });
    expect(path.at(-1)?.text).toContain("ip daddr != @private_set_v4 tcp dport 443");
  });

  test("a rule about the rest is not shadowed by one about what is left out, and its twin is", () => {
    const rules = (second: string): string =>
      `destination: "!private", services: https }\n    - { from: lan, to: wan, ${second}, action: drop`;
    const codes = (second: string): readonly string[] =>
      check(text(rules(second))).diagnostics.map(({ code }) => code);
    expect(codes("destination: 8.8.8.8, services: https")).toContain("FW101");
    expect(codes("destination: 192.168.1.1, services: https")).not.toContain("FW101");
  });
});

test.each([
  [`source: "!privat"`, "FW024", `did you mean "!private"?`],
  [`source: "not private"`, "FW024", `did you mean "!private"?`],
  [`source: "! private"`, "FW024", `did you mean "!private"?`],
  [`source: "!!private"`, "FW024", `did you mean "!private"?`],
  [`source: "!updates.example.org"`, "FW024", /DNS|name/],
  [`source: !private `, "FW024", /in quotes, like `source: "!private"`/],
  [`source: [lan, !private ]`, "FW024", /in quotes/],
  [`source: [printers, "!private"]`, "FW080", /take less out/],
  [`source: ["!0.0.0.0/0", "!::/0"]`, "FW080", /take less out/],
])("%s is %s, with a cure", (rule, code, hint) => {
  const { diagnostics } = check(text(`${rule}, services: https`));
  expect(hasErrors(diagnostics)).toBe(true);
  const found = diagnostics.find((one) => one.code === code);
  expect(found?.hint).toMatch(hint);
});
