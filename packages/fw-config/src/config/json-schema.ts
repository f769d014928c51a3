import { z } from "zod";

import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { configSchema } from "./config.ts";
import { isRecord } from "./record.ts";

/** A JSON schema (draft 2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>;

let generated: JsonSchema | undefined;

/** The JSON schema of a configuration, for editors. */
export function configJsonSchema(): JsonSchema {
  generated ??= {
    ...z.toJSONSchema(configSchema, { io: "input", target: "draft-2020-12" }),
    title: "fw-config",
    description: "A fault-tolerant pair of Linux firewalls and its lab.",
  };
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

function step(schema: JsonSchema, part: string | number): readonly JsonSchema[] {
  const next =
    typeof part === "number"
      ? asSchema(schema["items"])
      : (asSchema(asSchema(schema["properties"])?.[part]) ??
        asSchema(schema["additionalProperties"]));
  return next === undefined ? [] : branches(next);
}

/** The fields that may stand at a place of the configuration. */
export function knownFields(path: ConfigPath): readonly string[] {
  let places = branches(configJsonSchema());
  for (const part of path) places = places.flatMap((place) => step(place, part));
  return [...new Set(places.flatMap((place) => Object.keys(asSchema(place["properties"]) ?? {})))];
}
