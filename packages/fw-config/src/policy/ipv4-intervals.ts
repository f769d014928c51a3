import type { AddressRange } from "./address-ranges.ts";

/** The index of the last of the ascending numbers that is not above a value; the first is not. */
function lastUpTo(numbers: Float64Array, value: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Answers a question about IPv4 addresses from a table, with one binary search.
 *
 * @param ranges - all that the answer depends on: it is the same for two addresses that are in the
 *   same of these ranges
 */
export function ipv4Intervals<Answer>(
  ranges: readonly AddressRange[],
  ask: (scalar: number) => Answer,
): (scalar: number) => Answer {
  const bounds = ranges.flatMap(({ low, high }) => [Number(low), Number(high) + 1]);
  const lows = Float64Array.from(new Set([0, ...bounds])).toSorted();
  const answers = Array.from(lows, ask);
  return (scalar) => answers[lastUpTo(lows, scalar)] ?? ask(scalar);
}
