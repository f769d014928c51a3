/**
 * The JSON schema of configurations: an entry point of its own, so that a page that reads configurations does not
 * load what makes it.
 *
 * @packageDocumentation
 */
import * as z from "zod/mini";

import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { deepFreeze } from "../values/freeze.ts";
import { isRecord } from "../values/record.ts";
import { configSchema } from "./config.ts";
import { describedAt } from "./fields.ts";

/** A JSON schema (draft 2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>;

let generated: JsonSchema | undefined;

/** The JSON schema of a configuration, for editors. */
export function configJsonSchema(): JsonSchema {
  generated ??= generate();
  return generated;
}

function generate(): JsonSchema {
  const schema = z.toJSONSchema(configSchema, { io: "input", target: "draft-2020-12" });
  describeFields(schema, []);
  return deepFreeze({
    ...schema,
    title: "fw-config",
    description: "A fault-tolerant pair of Linux firewalls and its lab.",
  });
}

/** Adds to each field below a place what it is for. */
function describeFields(schema: unknown, place: ConfigPath): void {
  if (!isRecord(schema)) return;
  const { properties, additionalProperties, items, anyOf } = schema;
  for (const [name, field] of Object.entries(properties ?? {})) {
    const path = [...place, name];
    describeFields(Object.assign(field, { description: describedAt(path) }), path);
  }
  for (const inner of [items, anyOf].flat()) describeFields(inner, place);
  describeFields(additionalProperties, [...place, "NAME"]);
}
