import { expect, test } from "vitest";

import { isRecord } from "../values/record.ts";
import { configJsonSchema, knownFields } from "./json-schema.ts";

test("the committed schema.json is the generated one", async () => {
  const file = new URL("../../schema.json", import.meta.url).pathname;
  const json = `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
  await expect(json).toMatchFileSnapshot(file);
});

/** Every field of every object in the schema, as a path. */
function fields(schema: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (Array.isArray(schema)) return schema.flatMap((entry) => fields(entry, path));
  if (!isRecord(schema)) return [];
  const properties = isRecord(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  return [
    ...properties.flatMap(([key, value]) => [
      [`${path}.${key}`, value] as const,
      ...fields(value, `${path}.${key}`),
    ]),
    ...fields(schema["additionalProperties"], `${path}.*`),
    ...fields(schema["items"], `${path}[]`),
    ...fields(schema["anyOf"], path),
  ];
}

test("every field is described", () => {
  const all = fields(configJsonSchema(), "");
  const silent = all.filter(([, schema]) => !isRecord(schema) || !schema["description"]);
  expect(all.length).toBeGreaterThan(40);
  expect(silent.map(([path]) => path)).toStrictEqual([]);
});

test("known fields are found through records, lists and unions", () => {
  expect(knownFields(["networks", "server"])).toStrictEqual(["subnet", "bridge", "vlan"]);
  expect(knownFields(["policy", "rules", 3])).toContain("destination");
  expect(knownFields(["services", "web"])).toContain("ports");
  expect(knownFields(["services", "web"])).toContain("services");
  expect(knownFields(["nowhere", 1])).toStrictEqual([]);
});
