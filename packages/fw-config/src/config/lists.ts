import type { OneOrMore } from "./scalars.ts";

/** `a` and `[a]` both become `[a]`; nothing becomes `[]`. */
export function listOf(value: OneOrMore<string> | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

/** The path of the i-th value of a field that takes one value or a list. */
export function itemPath(
  path: readonly (string | number)[],
  value: OneOrMore<string> | undefined,
  i: number,
): readonly (string | number)[] {
  return Array.isArray(value) ? [...path, i] : path;
}
