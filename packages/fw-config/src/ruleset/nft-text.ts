/** `a`, or `{ a, b }`. */
export function nftSet(elements: readonly (string | number)[]): string {
  return elements.length === 1 ? String(elements[0]) : `{ ${elements.join(", ")} }`;
}

/** A string in double quotes. What may break out of them is refused by the schema, and cut here too. */
export function nftString(value: string): string {
  return `"${value.replaceAll(/["\\\p{Cc}]/gu, "")}"`;
}
