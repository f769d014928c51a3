import { z } from "zod";

import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { deepFreeze } from "../values/freeze.ts";
import { isRecord } from "../values/record.ts";
import { configSchema } from "./config.ts";

/** A JSON schema (draft 2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>;

let generated: JsonSchema | undefined;

/** The JSON schema of a configuration, for editors. */
export function configJsonSchema(): JsonSchema {
  generated ??= deepFreeze({
    ...z.toJSONSchema(configSchema, { io: "input", target: "draft-2020-12" }),
    title: "fw-config",
    description: "A fault-tolerant pair of Linux firewalls and its lab.",
  });
  return generated;
}

function asSchema(value: unknown): JsonSchema | undefined {
  return isRecord(value) ? value : undefined;
}

/** A schema and, for a union, its branches. */
function branches(schema: JsonSchema): readonly JsonSchema[] {
  const union = schema["anyOf"];
  if (!Array.isArray(union)) return [schema];
  return union.flatMap((branch) => branches(asSchema(branch) ?? {}));
}

/** One step of a path, unions not yet taken apart: they have the descriptions. */
function step(schema: JsonSchema, part: string | number): readonly JsonSchema[] {
  const next =
    typeof part === "number"
      ? asSchema(schema["items"])
      : (asSchema(asSchema(schema["properties"])?.[part]) ??
        asSchema(schema["additionalProperties"]));
  return next === undefined ? [] : [next];
}

/** The schemas of a place. */
function placesAt(path: ConfigPath): readonly JsonSchema[] {
  let places: readonly JsonSchema[] = [configJsonSchema()];
  for (const part of path) {
    places = places.flatMap(branches).flatMap((place) => step(place, part));
  }
  return places;
}

/** The fields that may stand at a place of the configuration. */
export function knownFields(path: ConfigPath): readonly string[] {
  const places = placesAt(path).flatMap(branches);
  return [...new Set(places.flatMap((place) => Object.keys(asSchema(place["properties"]) ?? {})))];
}

/** What a field's place is for, as the schema describes it. */
export function describedAt(path: ConfigPath): string | undefined {
  const described = placesAt(path).map((place) => place["description"]);
  return described.find((text): text is string => typeof text === "string");
}

/** Every field of a schema with the place that it stands at. */
function fieldsOf(
  schema: JsonSchema,
  place: ConfigPath,
): readonly (readonly [string, ConfigPath])[] {
  return branches(schema).flatMap((branch) => {
    const own = Object.entries(asSchema(branch["properties"]) ?? {});
    const inner = [
      ...own.map(([name, field]) => [field, [...place, name]] as const),
      [branch["items"], place] as const,
      [branch["additionalProperties"], [...place, "NAME"]] as const,
    ];
    return [
      ...own.map(([name]) => [name, place] as const),
      ...inner.flatMap(([next, path]) => (isRecord(next) ? fieldsOf(next, path) : [])),
    ];
  });
}

function indexOfFields(): ReadonlyMap<string, readonly ConfigPath[]> {
  const index = new Map<string, ConfigPath[]>();
  for (const [name, place] of fieldsOf(configJsonSchema(), [])) {
    index.set(name, [...(index.get(name) ?? []), place]);
  }
  return index;
}

let placesByField: ReadonlyMap<string, readonly ConfigPath[]> | undefined;

/** The places that may have a field of this name; `NAME` stands for names that the user invents. */
export function fieldPlaces(name: string): readonly ConfigPath[] {
  placesByField ??= indexOfFields();
  return placesByField.get(name) ?? [];
}
