import { configJsonSchema, type JsonSchema } from "../src/config/json-schema.ts";

/** A place of a configuration, and what the schema says of it. */
export interface Place {
  /** Keys and indices, like `networks`, `lan`, `subnet`. */
  readonly path: readonly (string | number)[];
  /** The same with `*` for names and `[]` for indices: `networks.*.subnet`. */
  readonly pattern: string;
  /** The schemas that may stand there: several for a union. */
  readonly schemas: readonly JsonSchema[];
  readonly value: unknown;
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function branches(schema: unknown): readonly JsonSchema[] {
  if (!isObject(schema)) return [];
  const { anyOf } = schema;
  return Array.isArray(anyOf) ? anyOf.flatMap(branches) : [schema];
}

/** The schemas of what is inside a value under a key; records have names, lists have indices. */
function inside(
  schemas: readonly JsonSchema[],
  key: string | number,
): [string, readonly JsonSchema[]] {
  if (typeof key === "number") return ["[]", schemas.flatMap(({ items }) => branches(items))];
  const fields = schemas.flatMap(({ properties }) =>
    isObject(properties) ? branches(properties[key]) : [],
  );
  if (fields.length > 0) return [`.${key}`, fields];
  return [".*", schemas.flatMap(({ additionalProperties }) => branches(additionalProperties))];
}

/** Every place of a valid configuration, the whole first. */
export function placesOf(config: unknown): readonly Place[] {
  const visit = (place: Place): readonly Place[] => {
    const { path, pattern, schemas, value } = place;
    if (typeof value !== "object" || value === null) return [place];
    const inner = Object.entries(value).flatMap(([name, item]) => {
      const key = Array.isArray(value) ? Number(name) : name;
      const [step, next] = inside(schemas, key);
      return visit({ path: [...path, key], pattern: pattern + step, schemas: next, value: item });
    });
    return [place, ...inner];
  };
  return visit({ path: [], pattern: "", schemas: branches(configJsonSchema()), value: config });
}

/** The pattern of every field in the schema. */
export function allPatterns(
  schemas: readonly JsonSchema[] = branches(configJsonSchema()),
  pattern = "",
): readonly string[] {
  const found = schemas.flatMap((schema) => [
    ...Object.entries(isObject(schema["properties"]) ? schema["properties"] : {}).flatMap(
      ([key, field]) => [`${pattern}.${key}`, ...allPatterns(branches(field), `${pattern}.${key}`)],
    ),
    ...allPatterns(branches(schema["items"]), `${pattern}[]`),
    ...allPatterns(branches(schema["additionalProperties"]), `${pattern}.*`),
  ]);
  return [...new Set(found)];
}
