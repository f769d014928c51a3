import { expect, test } from "vitest";

import { defineConfig, type Config } from "../config/config.ts";
import type { RuleConfig } from "../config/policy.ts";
import type { Model } from "../model/types.ts";
import { resolve } from "../resolve.ts";
import { analyzePolicy } from "./analyze.ts";

const office = defineConfig({
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
  },
  ha: { stateSync: { network: "sync" } },
  hosts: { web: { kind: "external", network: "lan", address: "10.0.0.10" } },
});

function modelWith(rules: readonly RuleConfig[], change: Partial<Config> = {}): Model {
  const { model, diagnostics } = resolve({ ...office, policy: { rules }, ...change });
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

/** Code and number of each finding. */
function found(rules: readonly RuleConfig[]): readonly string[] {
  return analyzePolicy(modelWith(rules)).map(({ code, path }) => `${code} ${Number(path[2]) + 1}`);
}

const out = { from: "lan", to: "wan" } as const;

test.each<[string, readonly RuleConfig[], readonly string[]]>([
  [
    "a plain policy",
    [
      { ...out, services: "https" },
      { ...out, services: "ssh", source: "web" },
    ],
    [],
  ],
  [
    "families that exclude each other",
    [{ ...out, source: "10.0.0.7", destination: "2001:db8::7" }],
    ["FW100 1"],
  ],
  ["a source on another network", [{ ...out, source: "192.0.2.7" }], ["FW100 1"]],
  ["a virtual address as destination", [{ ...out, destination: "192.0.2.100" }], ["FW100 1"]],
  ["a network and itself", [{ from: "lan", to: "lan" }], ["FW100 1"]],
  [
    "a drop before an accept",
    [
      { ...out, action: "drop" },
      { ...out, services: "https" },
    ],
    ["FW101 2"],
  ],
  [
    "a union of earlier rules",
    [
      { ...out, source: "10.0.0.0/25", action: "reject" },
      { ...out, source: "10.0.0.128/25", action: "drop" },
      { ...out, services: "https" },
    ],
    ["FW101 3"],
  ],
  [
    "the same again",
    [
      { ...out, services: ["http", "https"] },
      { ...out, services: "https" },
    ],
    ["FW102 2"],
  ],
  [
    "two equal rules, of which one must stay",
    [
      { ...out, services: "https" },
      { ...out, services: "https" },
    ],
    ["FW102 2"],
  ],
  [
    "a rule and its two halves, of which one must stay",
    [
      { ...out, services: ["http", "https"] },
      { ...out, services: "http" },
      { ...out, services: "https" },
    ],
    ["FW102 2", "FW102 3"],
  ],
  [
    "a part of what follows, with a drop between that it keeps away",
    [
      { ...out, services: "https" },
      { ...out, services: "https", action: "drop" },
      { ...out, services: ["http", "https"] },
    ],
    ["FW101 2"],
  ],
  [
    "a part of what follows",
    [
      { ...out, services: "https" },
      { ...out, services: ["http", "https"] },
    ],
    ["FW102 1"],
  ],
  ["a silent drop before the end", [{ ...out, services: "telnet", action: "drop" }], []],
  [
    "a logged drop before the end",
    [{ ...out, services: "telnet", action: "drop", log: true }],
    ["FW102 1"],
  ],
  ["a helper's rule inside another", [{ ...out }, { ...out, services: "ftp" }], []],
  [
    "an exception before the general rule",
    [{ ...out, source: "web", action: "drop" }, { ...out }],
    [],
  ],
  [
    "two rules that cross",
    [
      { ...out, source: "web", action: "drop" },
      { ...out, services: "https" },
    ],
    ["FW103 2"],
  ],
  [
    "the same without the limit",
    [
      { ...out, services: "https", limit: { newPerSecond: 5 } },
      { ...out, services: "https" },
    ],
    ["FW101 2"],
  ],
  [
    "the same without the log",
    [
      { ...out, services: "https", log: true },
      { ...out, services: "https" },
    ],
    ["FW101 2"],
  ],
  [
    "a helper's service dropped twice",
    [
      { ...out, services: ["ftp", "ssh"], action: "drop" },
      { ...out, services: "ftp", action: "drop" },
    ],
    ["FW102 2"],
  ],
  ["a helper's rule before another", [{ ...out, source: "web", services: "ftp" }, { ...out }], []],
  [
    "a logged reject before the end",
    [{ ...out, services: "telnet", action: "reject", log: true }],
    [],
  ],
  [
    "a drop of one direction before an accept of both",
    [
      { ...out, action: "drop" },
      { from: "any", to: "any", services: "https" },
    ],
    [],
  ],
  [
    "an accept of both directions before one of them",
    [
      { from: "any", to: "any", services: "https" },
      { ...out, services: "https" },
    ],
    ["FW102 2"],
  ],
  [
    "a drop and a reject that cross",
    [
      { ...out, source: "web", action: "drop" },
      { ...out, services: "https", action: "reject" },
    ],
    [],
  ],
  [
    "findings of several kinds, in the order of the rules",
    [
      { ...out, source: "web", action: "drop" },
      { ...out, services: "https" },
      { ...out, services: "https", source: "10.0.0.7" },
    ],
    ["FW103 2", "FW102 3"],
  ],
  ["an address behind the virtual one", [{ ...out, destination: "192.0.2.200" }], []],
])("%s", (_name, rules, expected) => {
  expect(found(rules)).toStrictEqual(expected);
});

/** The messages of the findings. */
function said(rules: readonly RuleConfig[]): readonly string[] {
  return analyzePolicy(modelWith(rules)).map(({ message }) => message);
}

test("only rules that decide something are named", () => {
  expect(
    said([
      { ...out, source: "web", action: "drop", log: true },
      { ...out, source: "web", services: "https", action: "drop" },
      { ...out, source: "10.0.0.0/25", action: "drop" },
      { ...out, source: "10.0.0.0/25", services: "https" },
    ]),
  ).toStrictEqual([
    "rule 2 is never reached: rule 1 decides all that it matches",
    "rule 4 is never reached: rules 1, 3 decide all that it matches",
  ]);
});

test("a rule without effect contradicts nothing", () => {
  expect(
    said([
      { ...out, source: "web", action: "drop" },
      { ...out, source: "web", services: ["ssh", "telnet"], action: "drop" },
      { ...out, services: ["https", "ssh"] },
    ]),
  ).toStrictEqual([
    "rule 2 is never reached: rule 1 decides all that it matches",
    "rule 3 and rule 1 decide differently for packets that both match; the earlier one wins",
  ]);
});

test("without anti-spoofing any source can come from any network", () => {
  const { firewall } = office;
  const model = modelWith([{ ...out, source: "192.0.2.7" }], {
    firewall: { ...firewall, antiSpoofing: false },
  });
  expect(analyzePolicy(model)).toStrictEqual([]);
});

test("sets of addresses that are too large to be compared have no findings", () => {
  const apart = (network: string, count: number): readonly string[] =>
    Array.from({ length: count }, (_, i) => `${network}.${2 * i + 1}`);
  const codes = (count: number): readonly string[] => {
    const rule = { ...out, source: apart("10.0.0", count), destination: apart("192.0.2", count) };
    const model = modelWith([rule, { ...rule, action: "drop" }]);
    return analyzePolicy(model).map(({ code }) => code);
  };
  expect(codes(5)).toStrictEqual(["FW101"]);
  expect(codes(70)).toStrictEqual([]);
});

/** A rule whose hosts are too many to be compared with other rules. */
const large = {
  ...out,
  source: Array.from({ length: 70 }, (_, i) => `10.0.0.${2 * i + 1}`),
  destination: Array.from({ length: 70 }, (_, i) => `192.0.2.${2 * i + 1}`),
} satisfies RuleConfig;

test("a rule is needed while a rule too large to be compared may take its packets", () => {
  const drop = { ...out, services: "https", action: "drop" } as const;
  expect(found([{ ...drop, log: true }, large])).toStrictEqual([]);
  expect(found([large, { ...drop, log: true }])).toStrictEqual(["FW102 2"]);
  expect(found([drop, large, { ...out, action: "drop" }])).toStrictEqual([]);
  expect(found([large, drop, { ...out, action: "drop" }])).toStrictEqual(["FW102 2"]);
});

test("a rule that is too large in one direction is not judged by another", () => {
  expect(found([{ ...large, from: "any", to: "any" }])).toStrictEqual([]);
});

test("findings say which rules decide, and point into the configuration", () => {
  const [finding] = analyzePolicy(
    modelWith([
      { ...out, action: "drop" },
      { ...out, services: "https" },
    ]),
  );
  expect(finding).toMatchObject({
    severity: "warning",
    path: ["policy", "rules", 1],
    message: "rule 2 is never reached: rule 1 decides all that it matches",
  });
});

test("of a rule that is repeated, each repetition is redundant by the first", () => {
  const rules = Array.from({ length: 200 }, () => ({ ...out, services: "https" }));
  const findings = analyzePolicy(modelWith(rules));
  expect(findings).toHaveLength(199);
  expect(findings.at(-1)?.message).toBe(
    "rule 200 is never reached: rule 1 decides all that it matches",
  );
});

test("a rule that is repeated with another action is shadowed, not passed over", () => {
  const again = { ...out, services: "https" };
  expect(found([again, { ...again, action: "drop" }, again])).toStrictEqual(["FW101 2", "FW102 3"]);
});

test("a rule stays when only its repetition with another action would take its place", () => {
  const https = { ...out, services: "https" };
  const rules = [{ ...out, services: ["http", "https"] }, https, { ...https, action: "drop" }, out];
  expect(found(rules as readonly RuleConfig[])).toStrictEqual(["FW102 2", "FW101 3"]);
});

test("rules that overlap with thousands of others are compared with some, and proved by them", () => {
  const rules = Array.from({ length: 5000 }, (_, i): RuleConfig => ({
    ...out,
    ...(i === 4999 ? {} : { source: `10.0.0.0/${8 + (i % 25)}` }),
    services: `s${i % 200}`,
  }));
  const services = Object.fromEntries(
    Array.from({ length: 200 }, (_, i) => [
      `s${i}`,
      { protocol: "tcp" as const, ports: [`${1000 - i}-${2000 + i}`] },
    ]),
  );
  const findings = analyzePolicy(modelWith(rules, { services }));
  expect(findings.every(({ code }) => code === "FW102")).toBe(true);
});

test("a message names ten of the rules that decide", () => {
  const parts = Array.from({ length: 16 }, (_, i) => ({ ...out, source: `10.0.0.${16 * i}/28` }));
  const [message] = said([...parts, { ...out, action: "drop" }]);
  expect(message).toBe(
    "rule 17 is never reached: rules 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and others decide all that it matches",
  );
});
