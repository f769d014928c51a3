import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";

import { parse, render, resolve, validate, type Artifact, type Config } from "../src/index.ts";
import { anyConfig } from "./any-config.ts";
import { exampleText, examples } from "./artifacts.ts";

function configOf(name: string): Config {
  const { config } = parse(exampleText(name));
  if (config === undefined) throw new Error(name);
  return config;
}

/** The artifacts of a configuration, or undefined when it is refused. */
function artifactsOf(value: unknown): readonly Artifact[] | undefined {
  const { config } = validate(value);
  const model = config === undefined ? undefined : resolve(config).model;
  return model === undefined ? undefined : render(model);
}

describe("a valid configuration", () => {
  test("renders to files that are sorted, unique, and end with a newline", () => {
    fc.assert(
      fc.property(anyConfig, (config) => {
        const artifacts = artifactsOf(config) ?? [];
        const keys = artifacts.map(({ host, path }) => `${host}\0${path}`);
        expect(keys.length).toBeGreaterThan(0);
        expect(keys).toStrictEqual([...new Set(keys)].toSorted());
        expect(artifacts.filter(({ content }) => !content.endsWith("\n"))).toStrictEqual([]);
        expect(
          artifacts.filter(
            ({ path }) => !path.startsWith("/etc/") && !path.startsWith("/usr/local/"),
          ),
        ).toStrictEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test("survives JSON and gives the same bytes", () => {
    fc.assert(
      fc.property(anyConfig, (config) => {
        const again = parse(JSON.stringify(config)).config;
        expect(artifactsOf(again)).toStrictEqual(artifactsOf(config));
      }),
      { numRuns: 30 },
    );
  });

  test("has every virtual address in one election, and no id twice on a link", () => {
    fc.assert(
      fc.property(anyConfig, (config) => {
        const { ha } = resolve(config).model ?? {};
        const { instances = [], vips = [] } = ha ?? {};
        const held = instances.flatMap((instance) => instance.vips);
        expect(new Set(held)).toStrictEqual(new Set(vips));
        expect(held).toHaveLength(vips.length);
        const keys = [
          instances.map(({ name }) => name),
          instances.map((own) => `${own.interface} ${own.family} ${own.virtualRouterId}`),
        ];
        for (const key of keys) expect(new Set(key).size).toBe(instances.length);
        expect(ha?.syncGroup !== undefined).toBe(instances.length > 1);
      }),
      { numRuns: 100 },
    );
  });

  test("does not depend on the order of named things", () => {
    const reversed = <T>(record: Readonly<Record<string, T>> | undefined): Record<string, T> =>
      Object.fromEntries(Object.entries(record ?? {}).toReversed());
    fc.assert(
      fc.property(anyConfig, (config) => {
        const { networks, hosts, services, addresses, ha } = config;
        const { vrrp } = ha;
        const groups = vrrp?.groups && { groups: reversed(vrrp.groups) };
        const other: Config = {
          ...config,
          networks: reversed(networks),
          hosts: reversed(hosts),
          services: reversed(services),
          addresses: reversed(addresses),
          ha: { ...ha, ...(vrrp && { vrrp: { ...vrrp, ...groups } }) },
        };
        expect(artifactsOf(other)).toStrictEqual(artifactsOf(config));
      }),
      { numRuns: 50 },
    );
  });
});

vi.setConfig({ testTimeout: 120_000 });

/** Words that differ between the members: names, own addresses, priorities. */
function withoutOwn(text: string, config: Config): string {
  const own = Object.keys(config.firewall.members);
  return text
    .split("\n")
    .filter((line) => !own.some((name) => line.includes(name)))
    .filter(
      (line) =>
        !/priority \d|Address=|IPv4_(interface|address|Destination)|saddr|unicast|ttl|[0-9a-f]{64}/.test(
          line,
        ),
    )
    .join("\n");
}

test.each(examples)("%s: the members differ only in their name, addresses and priority", (name) => {
  const config = configOf(name);
  const artifacts = artifactsOf(config) ?? [];
  const [first = "", second = ""] = Object.keys(config.firewall.members);
  const filesOf = (host: string): readonly string[] =>
    artifacts
      .filter((artifact) => artifact.host === host)
      .map(({ path, mode, content }) => `${path} ${mode}\n${withoutOwn(content, config)}`);
  expect(filesOf(first)).toStrictEqual(filesOf(second));
});

/** What breaks out of a position in one of the formats, if it ever arrives there. */
const corpus: readonly string[] = [
  "a\nb",
  "a\r\nflush ruleset",
  'a" ; drop ; #',
  "a' ; touch pwned ; '",
  "$(touch pwned)",
  "`touch pwned`",
  "${IFS}",
  "a } table inet evil { }",
  "a { b }",
  "a;b",
  "a#b",
  "a!b",
  "a,ifname=eth0",
  "a=b",
  "../../etc/passwd",
  "a/b",
  "%n%s%i",
  "\\",
  "\u0000",
  "\u001b[2J",
  "\u2028flush ruleset",
  "\u0085flush ruleset",
  "\u202Eevil",
  "ｆullwidth",
  "é",
  "😀",
  "-rf",
  " ",
  "",
  "any",
  "__proto__",
  "constructor",
  "a".repeat(100_000),
];

type Path = readonly (string | number)[];

/** Every place of a value that holds a string, and every key. */
function places(value: unknown, path: Path = []): readonly { path: Path; key: boolean }[] {
  if (typeof value === "string") return [{ path, key: false }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const at = [...path, Array.isArray(value) ? Number(name) : name];
    const key = Array.isArray(value) ? [] : [{ path: at, key: true }];
    return [...key, ...places(inner, at)];
  });
}

/** A copy with the string or the key at a place replaced. */
function replaced(value: unknown, path: Path, key: boolean, text: string): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return text;
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) => (i === head ? replaced(item, rest, key, text) : item));
  }
  const entries = Object.entries(value ?? {}).map(([name, inner]): [string, unknown] => {
    if (name !== head) return [name, inner];
    return key && rest.length === 0 ? [text, inner] : [name, replaced(inner, rest, key, text)];
  });
  return Object.fromEntries(entries);
}

/** A rule's comment is the one text that is free: it stands alone behind a comment sign. */
function isComment(path: Path): boolean {
  return path.at(-1) === "comment";
}

describe.each(["seed-snat", "dual-stack"])("%s: no string of the user breaks out", (name) => {
  const config = configOf(name);
  const all = places(config);
  const strings = fc.oneof(
    fc.constantFrom(...corpus),
    fc.string({ unit: "binary", maxLength: 40 }),
  );

  test("every dangerous string is refused, everywhere but in a comment", () => {
    const accepted = all
      .filter(({ path, key }) => key || !isComment(path))
      .flatMap(({ path, key }) =>
        corpus
          .filter((text) => text !== "any")
          .filter((text) => artifactsOf(replaced(config, path, key, text)) !== undefined)
          .map((text) => `${path.join(".")} = ${JSON.stringify(text.slice(0, 40))}`),
      );
    expect(all.length).toBeGreaterThan(40);
    expect(accepted).toStrictEqual([]);
  });

  test("whatever is accepted leaves every line but the comments as it was", () => {
    const comments = all.filter(({ path, key }) => !key && isComment(path));
    const plain = (artifacts: readonly Artifact[]): readonly string[] =>
      artifacts
        .filter(({ path }) => !path.endsWith("/MANIFEST"))
        .flatMap(({ content }) => content.split(/\r\n|[\n\r\u0085\u2028\u2029]/))
        .filter((line) => !/^\s*# rule \d+/.test(line));
    const before = plain(artifactsOf(config) ?? []);
    let taken = 0;
    fc.assert(
      fc.property(fc.constantFrom(...comments), strings, ({ path }, text) => {
        const artifacts = artifactsOf(replaced(config, path, false, text));
        if (artifacts === undefined) return;
        taken += 1;
        expect(plain(artifacts)).toStrictEqual(before);
      }),
      { numRuns: 150 },
    );
    expect(taken).toBeGreaterThan(20);
  });
});
