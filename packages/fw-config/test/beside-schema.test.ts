import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { parse as parseYaml, stringify } from "yaml";

import { check, resolve, validate, type Config, type Diagnostic } from "../src/index.ts";
import { anyConfig } from "./any-config.ts";
import { placesOf, type Place } from "./schema-walk.ts";

vi.setConfig({ testTimeout: 120_000 });

const pages = new URL("../../../docs/scripts/diagnostic-examples.mjs", import.meta.url).pathname;
const { SOUND } = (await import(pages)) as { readonly SOUND: string };

/** The sound configuration after some edits, each of which must apply. */
function edited(...edits: readonly (readonly [right: string, wrong: string])[]): string {
  return edits.reduce((text, [right, wrong]) => {
    expect(text.split(right)).toHaveLength(2);
    return text.replace(right, wrong);
  }, SOUND);
}

function found(text: string): readonly string[] {
  const { model, config, diagnostics } = check(text);
  expect([model, config]).toStrictEqual([undefined, undefined]);
  return diagnostics.map(({ code, path }) => `${code} ${path.join(".")}`);
}

/** A mistake in the shape, a mistake across parts, and what is to be said. */
const both: readonly (readonly [
  string,
  readonly (readonly [string, string])[],
  readonly string[],
])[] = [
  [
    "a field of another tool",
    [
      ["    - { from: lan, to: wan }\n", "    - { from: lan, to: wann, masquerade: true }\n"],
      ["vip: 10.0.0.254", "vip: 10.9.0.1"],
      ["services: [https, app]", "services: [htps, app]"],
    ],
    [
      "FW002 nat.source.0.masquerade",
      "FW010 nat.source.0.to",
      "FW023 policy.rules.0.services.0",
      "FW011 firewall.interfaces.eth1.vip",
    ],
  ],
  [
    "a misspelt field, which counts as what was meant",
    [
      ["bridge: br1", "brigde: br1"],
      ["bridge: br2", "bridge: br1"],
    ],
    ["FW002 networks.lan.brigde", "FW016 networks.guests.bridge"],
  ],
  [
    "a wrong value in a rule, and behind it a name that is unknown",
    [
      [
        "    - { from: lan, to: wan, source: admins, services: [https, app] }\n",
        "    - { from: lan, to: wan, action: deny }\n    - { from: lan, to: nowhere }\n",
      ],
    ],
    ["FW003 policy.rules.0.action", "FW010 policy.rules.1.to"],
  ],
  [
    "a rule without an end, and behind it a name that is unknown",
    [
      [
        "    - { from: lan, to: wan, source: admins, services: [https, app] }\n",
        "    - { from: lan }\n    - { from: lan, to: nowhere }\n",
      ],
    ],
    ["FW004 policy.rules.0.to", "FW010 policy.rules.1.to"],
  ],
  [
    "a name",
    [
      ["name: office", "name: 5"],
      ["to: wan, source", "to: wann, source"],
    ],
    ["FW003 name", "FW010 policy.rules.0.to"],
  ],
];

test.each(both)("%s hides nothing else that is wrong", (_title, edits, expected) => {
  expect(found(edited(...edits))).toStrictEqual(expected);
});

test("the same is found in the object", () => {
  const [, edits = [], expected] = both[0] ?? [];
  const { diagnostics } = resolve(parseYaml(edited(...edits)) as Config);
  expect(diagnostics.map(({ code, path }) => `${code} ${path.join(".")}`)).toStrictEqual(expected);
});

test("each has its own place in the text", () => {
  const [, edits = []] = both[3] ?? [];
  const text = edited(...edits);
  const words = check(text).diagnostics.map(({ range }) =>
    text.slice(range?.start.offset, range?.end.offset),
  );
  expect(words).toStrictEqual(["{ from: lan }", "nowhere"]);
});

test("a key given twice does not hide an unknown field", () => {
  const text = edited(
    ["  app:", "  app: { protocol: udp, ports: [1] }\n  app:"],
    ["bridge: br1", "birdge: br1"],
  );
  expect(found(text)).toStrictEqual(["FW001 ", "FW002 networks.lan.birdge"]);
});

test("a fault of the syntax does not hide what stands wrong before it", () => {
  const text = edited(
    ["name: office", "name: 5"],
    ["    eth2: {", "\teth2: {"],
    ["from: lan, to: wan, source", "form: lan, to: wan, source"],
  );
  const codes = found(text);
  expect(codes[0]).toBe("FW001 ");
  expect(codes).toContain("FW003 name");
  expect(codes.join()).not.toContain("policy");
});

/** Ways to break a place for the schema; not all of them do everywhere. */
const breaks: readonly ((owner: Record<string, unknown>, key: string) => void)[] = [
  (owner, key) => void (owner[key] = [[]]),
  (owner, key) => void (owner[key] = 1.5),
  (owner, key) => void (owner[key] = "Not A Name"),
  (owner, key) => void (owner[key] = undefined),
  (owner, key) => {
    owner[`${key}x`] = owner[key];
    delete owner[key];
  },
  (owner, key) => void (owner[`${key} of another tool`] = owner[key]),
];

function ownerAt(root: unknown, { path }: Place): Record<string, unknown> {
  return path
    .slice(0, -1)
    .reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], root) as Record<
    string,
    unknown
  >;
}

const ofTheSchema: readonly string[] = ["FW001", "FW002", "FW003", "FW004", "FW005"];

/** Without the path: a section that was misspelt has its findings under the name it was given. */
function said({ code, message }: Diagnostic): string {
  return `${code} ${message}`;
}

test("what only follows from a mistake in the shape is not said", () => {
  let broken = 0;
  fc.assert(
    fc.property(anyConfig, fc.nat(), fc.constantFrom(...breaks), (config, at, change) => {
      const before = new Set(check(config).diagnostics.map(said));
      const mine = structuredClone(validate(config).config) as Config;
      const places = placesOf(mine).filter(({ path }) => path.length > 0);
      const place = places[at % places.length];
      if (place === undefined) return;
      change(ownerAt(mine, place), String(place.path.at(-1)));
      const { model, diagnostics } = check(mine);
      if (model !== undefined || !diagnostics.some(({ code }) => ofTheSchema.includes(code)))
        return;
      broken += 1;
      const others = diagnostics.filter(({ code }) => !ofTheSchema.includes(code)).map(said);
      expect(others.filter((text) => !before.has(text))).toStrictEqual([]);
    }),
    { numRuns: 300, endOnFailure: true },
  );
  expect(broken).toBeGreaterThan(100);
});

test("a text with several mistakes says the same as JSON", () => {
  const value: unknown = parseYaml(edited(...(both[0]?.[1] ?? [])));
  const plain = (text: string): readonly string[] => check(text).diagnostics.map(said);
  expect(plain(JSON.stringify(value))).toStrictEqual(plain(stringify(value)));
});
