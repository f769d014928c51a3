/** A quantity with one of the units, in the smallest of them; undefined when it is none. */
export function quantity(
  text: string,
  units: Readonly<Record<string, number>>,
): number | undefined {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)([a-z%]*)$/i.exec(text) ?? [];
  const factor = units[unit.toLowerCase()];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}
