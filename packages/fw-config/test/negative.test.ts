import * as fc from "fast-check";
import { expect, test } from "vitest";

import { validate, type Diagnostic } from "../src/index.ts";
import { anyConfig } from "./any-config.ts";
import { allPatterns, placesOf, type Place } from "./schema-walk.ts";

type Path = readonly (string | number)[];

/** A copy with the value at a path replaced. */
function replaced(value: unknown, [head, ...rest]: Path, by: unknown): unknown {
  if (head === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) => (i === head ? replaced(item, rest, by) : item));
  }
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [head]: replaced(record[head], rest, by) };
}

/** One place of each pattern, with the configuration that has it. */
const examples = new Map<string, { readonly config: unknown; readonly place: Place }>();
for (const config of fc.sample(anyConfig, { numRuns: 500, seed: 1 })) {
  for (const place of placesOf(config)) examples.set(place.pattern, { config, place });
}

const cases = [...examples].map(([pattern, example]) => ({ pattern, ...example }));

/** Whether a finding is about a place or something in it. */
function isAt({ path }: Diagnostic, place: Path): boolean {
  return place.every((part, i) => path[i] === part);
}

test("there is a case for every field of the schema", () => {
  const missing = allPatterns().filter((pattern) => !examples.has(pattern));
  expect(missing).toStrictEqual([".ha.compat"]);
});

test.each(cases)("$pattern refuses what is of another type", ({ config, place }) => {
  const wrong = [null, Number.NaN, 0.5, -1, true, "\n", [], [[]], {}, { x: 1 }].filter(
    (value) =>
      typeof value !== typeof place.value || Array.isArray(value) !== Array.isArray(place.value),
  );
  let refused = 0;
  for (const value of wrong) {
    const { config: accepted, diagnostics } = validate(replaced(config, place.path, value));
    if (accepted !== undefined) continue;
    refused += 1;
    expect(diagnostics.filter((found) => !isAt(found, place.path))).toStrictEqual([]);
    expect(diagnostics.every(({ code }) => /^FW00[234]$/.test(code))).toBe(true);
  }
  // A union takes one or two of them, as `log` takes true, and a list may be empty.
  expect(refused).toBeGreaterThanOrEqual(wrong.length - 2);
});

const objects = cases.filter(
  ({ place }) =>
    place.schemas.some((schema) => "properties" in schema) &&
    typeof place.value === "object" &&
    !Array.isArray(place.value),
);

test.each(objects)("$pattern refuses an unknown sibling", ({ config, place }) => {
  const value = { ...(place.value as object), unknownField: 1 };
  const { config: accepted, diagnostics } = validate(replaced(config, place.path, value));
  expect(accepted).toBeUndefined();
  expect(diagnostics.map(({ code, path }) => [code, path])).toStrictEqual([
    ["FW002", [...place.path, "unknownField"]],
  ]);
});

test.each(objects)("$pattern says what a misspelt field was meant to be", ({ config, place }) => {
  const known = place.schemas.flatMap((schema) => Object.keys(schema["properties"] ?? {}));
  for (const key of Object.keys(place.value as object)) {
    const { [key]: inner, ...others } = place.value as Record<string, unknown>;
    // At the front, because `interfacex` is as near to `interfaces` as to `interface`.
    const misspelt = `x${key}`;
    if (known.includes(misspelt)) continue;
    const value = { ...others, [misspelt]: inner };
    const { diagnostics } = validate(replaced(config, place.path, value));
    const found = diagnostics.filter(({ code }) => code === "FW002");
    expect(found.map(({ path, hint }) => [path.at(-1), hint])).toStrictEqual([
      [misspelt, `did you mean "${key}"?`],
    ]);
    expect(diagnostics.filter(({ code }) => code === "FW004")).toStrictEqual([]);
  }
});
