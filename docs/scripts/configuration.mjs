// @ts-check
import { configJsonSchema } from "fw-config/json-schema";

import { table, writePage } from "./page.mjs";

/**
 * The part of JSON schema that the configuration uses.
 *
 * @typedef {object} Schema
 * @property {string} [type]
 * @property {string} [description]
 * @property {string} [const]
 * @property {readonly string[]} [enum]
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {number} [multipleOf]
 * @property {readonly Schema[]} [anyOf]
 * @property {Schema} [items]
 * @property {Readonly<Record<string, Schema>>} [properties]
 * @property {Schema} [additionalProperties]
 * @property {readonly string[]} [required]
 */

/** @param {Schema} schema @returns {string} */
function typeName(schema) {
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeName))].join(" or ");
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(", ");
  if (schema.type === "array") return `list of ${typeName(schema.items ?? {})}`;
  if (schema.type === "object") return schema.properties ? "object" : "objects by name";
  const { type = "any", minimum, maximum, multipleOf } = schema;
  const range = minimum === undefined || maximum === undefined ? "" : `, ${minimum} to ${maximum}`;
  return `${type}${range}${multipleOf === undefined ? "" : `, a multiple of ${multipleOf}`}`;
}

/**
 * The objects that can stand at a place, with the place's name: `networks.<name>`, `rules[]`.
 *
 * @param {string} path
 * @param {Schema} schema
 * @returns {readonly { path: string, schema: Schema }[]}
 */
function objectsAt(path, schema) {
  if (schema.anyOf) return schema.anyOf.flatMap((branch) => objectsAt(path, branch));
  if (schema.items) return objectsAt(`${path}[]`, schema.items);
  if (schema.properties) return [{ path, schema }];
  if (typeof schema.additionalProperties === "object") {
    return objectsAt(`${path}.<name>`, schema.additionalProperties);
  }
  return [];
}

/** The default is the last part of a description. @param {string} text */
function splitDefault(text) {
  const at = text.lastIndexOf("Default: ");
  if (at < 0) return { meaning: text, fallback: "" };
  return { meaning: text.slice(0, at).trim(), fallback: text.slice(at + 9).replace(/\.$/, "") };
}

/**
 * @param {string} path
 * @param {Schema} schema
 * @param {boolean} required
 * @returns {readonly (readonly string[])[]}
 */
function rowsOf(path, schema, required) {
  const { meaning, fallback } = splitDefault(schema.description ?? "");
  const row = [`\`${path}\``, typeName(schema), required ? "required" : fallback, meaning];
  return [row, ...fieldsBelow(path, schema)];
}

/** @param {string} path @param {Schema} schema @returns {readonly (readonly string[])[]} */
function fieldsBelow(path, schema) {
  return objectsAt(path, schema).flatMap((place) =>
    Object.entries(place.schema.properties ?? {}).flatMap(([name, field]) =>
      rowsOf(`${place.path}.${name}`, field, place.schema.required?.includes(name) ?? false),
    ),
  );
}

/** The page of every field that a configuration may have. */
export function writeConfiguration() {
  const root = /** @type {Schema} */ (configJsonSchema());
  const sections = Object.entries(root.properties ?? {}).flatMap(([name, schema]) => [
    `## ${name}`,
    table(
      ["Field", "Type", "Default", "Meaning"],
      rowsOf(name, schema, root.required?.includes(name) ?? false),
    ),
  ]);
  writePage("configuration.md", [
    "---\noutline: 2\n---",
    "# Configuration",
    "Every field of `fw.config.yaml`. A field that is not here is an error ([FW002](diagnostics/FW002.md)), so that a misspelt one is never ignored. Editors read the same from `fw-config/schema.json`.",
    ...sections,
  ]);
}
