import type { Violation } from "almanac-core";

import type { Names } from "../names.ts";
import type { Texts } from "../texts/texts.ts";

/** What is wrong on a day that breaks a requirement, in words. */
export function problemText(
  { problem, half, amount }: Violation,
  { words }: Names,
  { compare }: Texts,
): string {
  return compare.problems[problem]({
    half: words.halves[half],
    forward: half === "yang",
    amount,
    signed: amount > 0 ? `+${amount}` : String(amount),
  });
}
