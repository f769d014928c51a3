import fc, { type GeneratorValue } from "fast-check";

import { hostileValue } from "./hostile-value.ts";

/** One of a list; nothing of an empty one. */
export function pick<T>(g: GeneratorValue, list: readonly T[]): T | undefined {
  return list[g(fc.nat, { max: Math.max(0, list.length - 1) })];
}

/** A text from which a part is gone, or in which one stands twice or something else. */
export function spoiledText(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(text, fc.gen()).map(([whole, g]) => {
    const at = g(fc.nat, { max: whole.length });
    const end = Math.min(whole.length, at + g(fc.nat, { max: 40 }));
    const inserts = ["", whole.slice(at, end).repeat(2), String(g(() => hostileValue))];
    return `${whole.slice(0, at)}${pick(g, inserts) ?? ""}${whole.slice(end)}`;
  });
}
