import fc from "fast-check";
import { expect, test } from "vitest";

import type { Position } from "../diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../diagnostics/format.ts";
import { parse, validate } from "./parse.ts";

const good = `name: office
networks:
  lan: { subnet: 10.0.0.0/24, bridge: br0 }
  sync: { subnet: 10.255.0.0/30, bridge: br1 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces:
    eth0: { network: lan, vip: 10.0.0.254 }
    eth1: { network: sync }
ha:
  stateSync: { network: sync }
`;

test("a good text gives a configuration and no finding", () => {
  const { config, diagnostics } = parse(good);
  expect(diagnostics).toStrictEqual([]);
  expect(config?.firewall.interfaces["eth0"]).toStrictEqual({ network: "lan", vip: "10.0.0.254" });
});

test("JSON is YAML", () => {
  const { config } = parse(good);
  expect(parse(JSON.stringify(config)).config).toStrictEqual(config);
});

/** What a text says, with places as if it began one line later. */
function oneLineLater(text: string): unknown {
  const { config, diagnostics } = parse(text);
  const later = (place: Position): unknown => [place.line + 1, place.column];
  const findings = diagnostics.map(({ range, ...finding }) => ({
    ...finding,
    range: range === undefined ? undefined : [later(range.start), later(range.end)],
  }));
  return { config, findings };
}

function asYaml(json: string): unknown {
  const { config, diagnostics } = parse(`#\n${json}`);
  const findings = diagnostics.map(({ range, ...finding }) => ({
    ...finding,
    range: range && [range.start, range.end].map(({ line, column }) => [line, column]),
  }));
  return { config, findings };
}

test("JSON read by the platform says what it says as YAML, at the same places", () => {
  const { config } = parse(good);
  const fields = ["name", "networks", "firewall", "ha", "policy", "__proto__", "a"] as const;
  const values = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 3 }));
  const changed = values.map((value) => ({ ...config, ...value }));
  fc.assert(
    fc.property(fc.oneof(values, changed), fc.constantFrom(0, 1), (value, indent) => {
      const json = JSON.stringify(value, undefined, indent);
      expect(oneLineLater(json)).toStrictEqual(asYaml(json));
    }),
  );
});

test.each([
  ['{"name": "office", "name": "again"}', 1, 20],
  ['{"a": [{"b:": 1,\n"b:": 2}]}', 2, 1],
  ["{true: 1, 'true': 2}", 1, 11],
  ["a:\n  1: x\n  '1': y", 3, 3],
])("%j has a key twice", (text, line, column) => {
  const found = parse(text).diagnostics.filter(({ code }) => code === "FW001");
  const places = found.map(({ message, range }) => [
    message,
    range?.start.line,
    range?.start.column,
  ]);
  expect(places).toStrictEqual([["Map keys must be unique", line, column]]);
});

test("a hundred thousand findings take seconds, not hours, and a long line is cut", () => {
  const fields = Array.from({ length: 100_000 }, (_, i) => `"k${i}": 1`);
  const json = `{${fields.join(", ")}}`;
  const { diagnostics } = parse(json);
  expect(diagnostics.filter(({ code }) => code === "FW002")).toHaveLength(100_000);
  const printed = diagnostics.map((finding) => formatDiagnostic(finding, json));
  const [, excerpt, caret] = printed.at(-1)?.split("\n") ?? [];
  expect(excerpt?.length).toBeLessThan(200);
  expect(excerpt?.slice(caret?.indexOf("^"), (caret?.lastIndexOf("^") ?? 0) + 1)).toBe('"k99999"');
}, 30_000);

/** What is replaced in the good text, by what, and the finding: code, line, column. */
const faults: readonly (readonly [string, string, string, number, number])[] = [
  ["name: office", "name: Office", "FW003", 1, 7],
  ["name: office", "name: [office]", "FW003", 1, 7],
  ["name: office", "nme: office", "FW002", 1, 1],
  ["name: office\n", "", "FW004", 1, 1],
  ["10.0.0.0/24", "10.0.0.1/24", "FW003", 3, 18],
  ["10.0.0.0/24", "[10.0.0.0/24, nonsense]", "FW003", 3, 32],
  ["bridge: br0", "brige: br0", "FW002", 3, 31],
  ["bridge: br0", "bridge: a-name-of-seventeen", "FW003", 3, 39],
  ["bridge: br0", "bridge: br0, vlan: 4095", "FW003", 3, 50],
  ["bridge: br0", "bridge: br0, vlan: '5'", "FW003", 3, 50],
  ["  lan:", "  Lan:", "FW003", 3, 3],
  ["fw-1: {}", "fw-1: { priority: 255 }", "FW003", 6, 32],
  ["fw-1: {}", "fw-1: 7", "FW003", 6, 20],
  ["vip: 10.0.0.254", "vip: 10.0.0.256", "FW003", 8, 32],
  ["vip: 10.0.0.254", "vip: 10.0.0.254, dhcp: true", "FW002", 8, 44],
  ["stateSync: { network: sync }", "stateSync: {}", "FW004", 11, 3],
  [
    "stateSync: { network: sync }",
    "stateSync: { network: sync }\n  vrrp: { advertIntervalMs: 15 }",
    "FW003",
    12,
    29,
  ],
  [
    "stateSync: { network: sync }",
    "stateSync: { network: sync }\npolicy: { rules: [{ from: lan }] }",
    "FW004",
    12,
    19,
  ],
  [
    "stateSync: { network: sync }",
    'stateSync: { network: sync }\npolicy: { rules: [{ from: lan, to: lan, comment: "a\\nb" }] }',
    "FW003",
    12,
    50,
  ],
  [
    "stateSync: { network: sync }",
    "stateSync: { network: sync }\nservices: { a: { protocol: tcp, ports: [0] } }",
    "FW003",
    12,
    41,
  ],
  [
    "stateSync: { network: sync }",
    "stateSync: { network: sync }\nservices: { a: { protocol: tcp, ports: [9-5] } }",
    "FW003",
    12,
    41,
  ],
  ["name: office", "name: office\nname: again", "FW001", 2, 1],
  ["  lan: {", "\tlan: {", "FW001", 3, 1],
  ["  lan: {", "  lan: { {", "FW001", 4, 3],
];

test.each(faults)("%j as %j is %s at %i:%i", (from, to, code, line, column) => {
  const text = good.replace(from, to);
  expect(text).not.toBe(good);
  const { config, diagnostics } = parse(text, { file: "fw.yaml" });
  expect(config).toBeUndefined();
  const places = diagnostics.map((d) => [
    d.code,
    d.range?.start.line,
    d.range?.start.column,
    d.file,
  ]);
  expect(places).toContainEqual([code, line, column, "fw.yaml"]);
});

test("all findings are collected", () => {
  const text = good.replace("bridge: br0", "brige: br0").replace("10.0.0.254", "x");
  const codes = parse(text).diagnostics.map(({ code }) => code);
  expect(codes.toSorted()).toStrictEqual(["FW002", "FW003"]);
});

test("an unknown field says what was meant", () => {
  const text = good.replace("bridge: br0", "brige: br0");
  const found = parse(text, { file: "fw.yaml" }).diagnostics.find(({ code }) => code === "FW002");
  expect(found && formatDiagnostic(found, text)).toMatchInlineSnapshot(`
    "fw.yaml:3:31: error FW002: unknown field "brige"
     3 |   lan: { subnet: 10.0.0.0/24, brige: br0 }
       |                               ^^^^^
      hint: did you mean "bridge"?"
  `);
});

test("a missing field is shown at what it is missing from", () => {
  const text = good.replace(", bridge: br0", "");
  const [found] = parse(text).diagnostics;
  expect(found && formatDiagnostic(found, text)).toMatchInlineSnapshot(`
    "(config):3:3: error FW004: missing field "bridge"
     3 |   lan: { subnet: 10.0.0.0/24 }
       |   ^^^
      hint: add \`bridge\`, like \`bridge: br0\`: The bridge on the host that is this network in the lab"
  `);
});

test("control characters of the file do not reach the terminal", () => {
  const text = good.replace("bridge: br0", 'bridge: "\\e[31m" # \u001b[2J');
  const printed = parse(text)
    .diagnostics.map((found) => formatDiagnostic(found, text))
    .join("\n");
  expect(printed).toContain("bridge");
  expect(printed).not.toContain("\u001b");
});

/** A text, the code of its first finding, and the line and column of it. */
const hostile: readonly (readonly [string, string, string, number, number])[] = [
  ["nothing", "", "FW003", 1, 1],
  ["a scalar", "hello", "FW003", 1, 1],
  ["a list", "- a\n- b", "FW003", 1, 1],
  ["two documents", "a: 1\n---\nb: 2", "FW001", 2, 1],
  ["binary", "name: a\n\u0001\u0002\u0000", "FW001", 2, 3],
  ["an alias bomb", `# no alias *yet\n${aliasBomb()}`, "FW001", 3, 8],
  ["an alias of nothing", "name: *office", "FW001", 1, 7],
  ["an alias of itself", "a: &a [*a]", "FW001", 1, 8],
  ["tabs", "networks:\n\tlan: {}", "FW001", 2, 1],
  ["a quote without end", 'name: "office', "FW001", 1, 14],
  ["a key given twice", "name: a\nname: b", "FW001", 2, 1],
  ["a key given twice in JSON", '{"name": "a", "name": "b"}', "FW001", 1, 15],
  ["ten megabytes", `name: ${"a".repeat(10 * 1024 * 1024)}`, "FW005", 1, 1],
  ["a million entries", "- a\n".repeat(1_000_000), "FW005", 300_001, 1],
  ["a million entries on a line", `[${"[],".repeat(1_000_000)}]`, "FW005", 1, 900_001],
  ["a prototype", '{"__proto__": {"name": "office"}}', "FW002", 1, 2],
];

const deep: readonly (readonly [string, string])[] = [
  ["brackets", `a: ${"[".repeat(300_000)}`],
  ["brackets that end", `a: ${"[".repeat(9000)}${"]".repeat(9000)}`],
  ["braces behind names", "{a: ".repeat(50_000)],
  ["items", "- ".repeat(100_000)],
  ["keys", "? ".repeat(100_000)],
  ["indentation", Array.from({ length: 2000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
  ["JSON", `${'{"a":'.repeat(9000)}1${"}".repeat(9000)}`],
];

/** Milliseconds of this process's own computing. */
function computing(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

test.each(deep)("absurdly nested %s are one finding with a place, at once", (_name, text) => {
  const ms = computing(() => {
    const { config, diagnostics } = parse(text);
    expect(config).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { code: "FW001", message: expect.stringContaining("nested too deeply") },
    ]);
    expect(diagnostics[0]?.range).toBeDefined();
  });
  expect(ms).toBeLessThan(1000);
});

test("a text with as many faults as words costs no more than its length", () => {
  const ms = computing(() => {
    expect(parse(`a: ${"!t ".repeat(20_000)}`).diagnostics.length).toBeGreaterThan(10_000);
  });
  expect(ms).toBeLessThan(2500);
});

test("brackets that open in texts and comments are no levels", () => {
  const lines = Array.from({ length: 600 }, (_, i) => `  c${i}: range [10, 20) # [a { b`);
  const { diagnostics } = parse(`name: [office]\nnetworks:\n${lines.join("\n")}`);
  expect(diagnostics.filter(({ code }) => code === "FW001")).toStrictEqual([]);
  expect(diagnostics.length).toBeGreaterThan(600);
});

function aliasBomb(): string {
  const lines = ["a: &a [x, x, x, x, x, x, x, x, x]"];
  for (const [i, name] of "bcdefghi".split("").entries()) {
    const previous = `*${"abcdefgh"[i]}`;
    lines.push(`${name}: &${name} [${Array<string>(9).fill(previous).join(", ")}]`);
  }
  return lines.join("\n");
}

test.each(hostile)("%s is a finding with a place, not a crash", (_name, text, ...expected) => {
  const { config, diagnostics } = parse(text);
  expect(config).toBeUndefined();
  const [found] = diagnostics;
  const start = found?.range?.start;
  expect([found?.code, start?.line, start?.column]).toStrictEqual(expected);
  expect(found && formatDiagnostic(found, text).length).toBeLessThan(1000);
});

test("a required field that is misspelt is one mistake", () => {
  const text = good.replace("stateSync:", "statesync:").replace("bridge: br0", "brdige: br0");
  const found = parse(text).diagnostics.map(({ code, hint }) => [code, hint]);
  expect(found).toStrictEqual([
    ["FW002", 'did you mean "bridge"?'],
    ["FW002", 'did you mean "stateSync"?'],
  ]);
});

test("a required field that is missing beside a misspelt one is said too", () => {
  const text = good.replace("subnet: 10.0.0.0/24, bridge: br0", "brdige: br0");
  const found = parse(text).diagnostics.map(({ code, path }) => `${code} ${path.join(".")}`);
  expect(found).toStrictEqual(["FW004 networks.lan.subnet", "FW002 networks.lan.brdige"]);
});

test("a plain value is checked like a text, without places", () => {
  expect(validate({ name: 5 }).diagnostics).toContainEqual({
    code: "FW003",
    severity: "error",
    message: "5 is not allowed: expected string, received number",
    path: ["name"],
    hint: "name: The lab's name: it keeps several labs on one machine apart",
  });
});
