import { expect, test } from "vitest";

import { isRecord } from "../values/record.ts";
import { fieldPlaces } from "./fields.ts";
import { configJsonSchema } from "./json-schema.ts";

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

test("every described field is in the schema, at the same places", () => {
  const places = fields(configJsonSchema(), "").map(([path]) =>
    path.replaceAll("*", "NAME").replaceAll("[]", ""),
  );
  const names = new Set(places.map((place) => place.replace(/.*\./, "")));
  const described = [...names].flatMap((name) =>
    fieldPlaces(name).map((place) => ["", ...place, name].join(".")),
  );
  expect(new Set(described)).toStrictEqual(new Set(places));
});
