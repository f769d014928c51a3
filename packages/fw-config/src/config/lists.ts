import type { OneOrMore } from "./scalars.ts";

/** `a` and `[a]` both become `[a]`; nothing becomes `[]`. */
export function listOf<T>(value: OneOrMore<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** The path of the i-th value of a field that takes one value or a list. */
export function itemPath<T>(
  path: readonly (string | number)[],
  value: OneOrMore<T> | undefined,
  i: number,
): readonly (string | number)[] {
  return Array.isArray(value) ? [...path, i] : path;
}
