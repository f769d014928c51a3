import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { parse as parseYaml, stringify } from "yaml";

import { check, parse, render, resolve, validate, type Config } from "../src/index.ts";
import { anyConfig } from "./any-config.ts";
import { exampleText } from "./artifacts.ts";

vi.setConfig({ testTimeout: 120_000 });

const pages = new URL("../../../docs/scripts/diagnostic-examples.mjs", import.meta.url).pathname;
const { SOUND, MISTAKES, mistaken } = (await import(pages)) as {
  readonly SOUND: string;
  readonly MISTAKES: readonly (readonly [code: string, ...edits: string[]])[];
  readonly mistaken: (mistake: readonly [code: string, ...edits: string[]]) => string;
};

/** A fresh object, of which every part can be changed. */
function soundObject(): Config {
  return parseYaml(SOUND) as Config;
}

function withRule(rule: object): Config {
  const config = soundObject();
  return { ...config, policy: { rules: [rule as never] } };
}

const rule = { from: "lan", to: "wan" };

/** What TypeScript lets through in what a callback returns, or a caller in JavaScript gives. */
const unchecked: readonly (readonly [title: string, config: unknown, path: string])[] = [
  ["a misspelt services", withRule({ ...rule, service: ["https"] }), "policy.rules.0.service"],
  ["a misspelt limit", withRule({ ...rule, limits: {} }), "policy.rules.0.limits"],
  ["an action of nft's", withRule({ ...rule, action: "queue" }), "policy.rules.0.action"],
  ["undefined services", withRule({ ...rule, services: undefined }), "policy.rules.0.services"],
  [
    "a line for sysctl",
    { ...soundObject(), firewall: { ...soundObject().firewall, connections: "1\nkernel.x = 0" } },
    "firewall.connections",
  ],
  [
    "infinitely many connections",
    { ...soundObject(), firewall: { ...soundObject().firewall, connections: Infinity } },
    "firewall.connections",
  ],
  ["a name of two lines", { ...soundObject(), name: "a\nb" }, "name"],
  ["a field that is inherited", Object.create(soundObject()), ""],
  ["a Map", { ...soundObject(), networks: new Map() }, "networks"],
  ["a function", { ...soundObject(), policy: () => ({ rules: [] }) }, "policy"],
  ["a symbol as a field", { ...soundObject(), [Symbol("policy")]: 1 }, "Symbol(policy)"],
  ["a big integer", { ...soundObject(), image: { diskGiB: 10n } }, "image.diskGiB"],
  ["nothing", undefined, ""],
  ["null", null, ""],
  ["a number", 5, ""],
  ["a list", [soundObject()], ""],
  ["a promise", Promise.resolve(soundObject()), ""],
];

test.each(unchecked)(
  "%s is a finding of resolve and check, and gives no model",
  (_title, config, path) => {
    for (const { model, diagnostics } of [resolve(config as Config), check(config)]) {
      expect(model).toBeUndefined();
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      expect(errors.map((found) => found.path.join("."))).toContain(path);
    }
  },
);

test("a getter is a finding and is not run", () => {
  const run = vi.fn<() => string>(() => "lan");
  const config = withRule(
    Object.defineProperty({ to: "wan" }, "from", { get: run, enumerable: true }),
  );
  expect(resolve(config).diagnostics).toMatchObject([
    { code: "FW003", path: ["policy", "rules", 0, "from"] },
  ]);
  expect(run).not.toHaveBeenCalled();
});

test("a circle, a bomb of shared parts and a list with holes are findings", () => {
  const circle: Record<string, unknown> = { ...soundObject() };
  circle["policy"] = circle;
  expect(resolve(circle as never).diagnostics).toContainEqual(
    expect.objectContaining({ code: "FW003", path: ["policy"] }),
  );
  let bomb: unknown[] = ["x"];
  for (let i = 0; i < 30; i += 1) bomb = [bomb, bomb, bomb];
  expect(check({ ...soundObject(), addresses: bomb }).diagnostics[0]?.code).toBe("FW005");
  const rules: unknown[] = [rule];
  rules[3] = rule;
  const sparse = { ...soundObject(), policy: { rules } };
  expect(check(sparse).diagnostics[0]).toMatchObject({ code: "FW003", path: ["policy", "rules"] });
  let deep: unknown = {};
  for (let i = 0; i < 100_000; i += 1) deep = { deep };
  expect(check(deep).diagnostics[0]?.code).toBe("FW003");
});

test("an object that throws at every look is a finding", () => {
  const trap = (): never => {
    throw new Error("boo");
  };
  const hostile = new Proxy({}, { ownKeys: trap, get: trap, getPrototypeOf: trap });
  expect(check(hostile).diagnostics).toMatchObject([{ code: "FW003" }]);
  expect(check({ ...soundObject(), policy: hostile }).model).toBeUndefined();
});

test.each(MISTAKES.filter(([code]) => ["FW002", "FW003", "FW004"].includes(code)))(
  "the example of %s is refused as an object too",
  (...edits) => {
    const mistake = edits as unknown as (typeof MISTAKES)[number];
    const value: unknown = parseYaml(mistaken(mistake));
    for (const { model, diagnostics } of [resolve(value as Config), check(value)]) {
      expect(model).toBeUndefined();
      expect(diagnostics.map(({ code }) => code)).toContain(mistake[0]);
    }
  },
);

test("what has been accepted cannot be changed", () => {
  for (const { config } of [parse(SOUND), validate(soundObject()), check(SOUND)]) {
    const rules = config?.policy?.rules as unknown as { service?: string }[];
    expect(() => {
      (rules[0] as { service?: string }).service = "ssh";
    }).toThrow(TypeError);
    expect(() => rules.push({})).toThrow(TypeError);
    expect(() => Object.assign(config as object, { policies: {} })).toThrow(TypeError);
  }
});

test("an object that was accepted and then changed is checked again", () => {
  const mine = soundObject();
  expect(resolve(mine).model).toBeDefined();
  Object.assign(mine.policy?.rules[0] ?? {}, { service: "ssh" });
  expect(resolve(mine).diagnostics).toMatchObject([{ code: "FW002" }]);
  const copy = { ...validate(soundObject()).config, policy: { rule: [] } };
  expect(resolve(copy as never).diagnostics.map(({ code }) => code)).toContain("FW002");
});

test("the seed has the same model as a text and as an object", () => {
  const text = exampleText("seed");
  expect(check(parseYaml(text)).model).toStrictEqual(check(text).model);
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    pathsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...inner];
}

/** Changes one place of a value that is nobody else's. */
function mutate(
  root: object,
  path: Path,
  change: (owner: never, key: string | number) => void,
): void {
  let owner: unknown = root;
  for (const part of path.slice(0, -1)) owner = (owner as Record<string | number, unknown>)[part];
  change(owner as never, path.at(-1) ?? "");
}

type Owner = Record<string | number, unknown>;
const values: readonly unknown[] = [
  undefined,
  null,
  "",
  "any",
  "lan",
  "a\nb",
  "x\u202E",
  "\uD800",
  true,
  false,
  0,
  -0,
  1,
  1.5,
  Number.NaN,
  Infinity,
  1e21,
  5n,
  [],
  {},
  [[]],
  new Date(0),
  /x/,
  new Set(["a"]),
  () => "any",
  Symbol("s"),
  Object.create({ from: "any" }),
  Object.create(null),
  new String("lan"),
];

/** Ways to break an object, or not. */
const changes = fc.oneof(
  fc.constantFrom(...values).map((value) => (owner: Owner, key: string | number): void => {
    owner[key] = value;
  }),
  fc
    .constantFrom("service", "__proto__", "constructor", "toString", "comment")
    .map((name) => (owner: Owner, key: string | number): void => {
      Object.defineProperty(owner, name, {
        value: owner[key],
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }),
  fc.constant((owner: Owner, key: string | number): void => {
    delete owner[key];
  }),
  fc.constant((owner: Owner, key: string | number): void => {
    const value = owner[key];
    Object.defineProperty(owner, key, { get: () => value, enumerable: true, configurable: true });
  }),
  fc.constant((owner: Owner, key: string | number): void => {
    owner[key] = owner;
  }),
);

test("a changed object has an error, or the files of its text", () => {
  let [refused, rendered] = [0, 0];
  fc.assert(
    fc.property(anyConfig, fc.nat(), changes, (config, place, change) => {
      const mine: Config = structuredClone(validate(config).config) as Config;
      const paths = pathsOf(mine).slice(1);
      mutate(mine, paths[place % paths.length] ?? [], change);
      const { model, diagnostics } = check(mine);
      const hasError = diagnostics.some(({ severity }) => severity === "error");
      expect(hasError).toBe(model === undefined);
      if (model === undefined) refused += 1;
      else rendered += 1;
      const text = hasError ? undefined : check(stringify(mine, { aliasDuplicateObjects: false }));
      expect(text?.model && render(text.model)).toStrictEqual(model && render(model));
    }),
    { numRuns: 200, endOnFailure: true },
  );
  expect(Math.min(refused, rendered)).toBeGreaterThan(1);
});
