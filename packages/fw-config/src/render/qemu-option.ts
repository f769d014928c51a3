/** Joins the parts of an option; a comma inside a value is doubled, as qemu's parser wants it. */
export function option(first: string, values: Readonly<Record<string, string | number>>): string {
  const parts = Object.entries(values).map(
    ([key, value]) => `${key}=${String(value).replaceAll(",", ",,")}`,
  );
  return [first, ...parts].filter((part) => part !== "").join(",");
}
