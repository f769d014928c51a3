import { lastOf, parseBlock } from "../address/cidr.ts";
import type { Family } from "../address/ip.ts";

/** An address as a number: IPv4 as a double (fast), IPv6 as a bigint. Never mixed in one family. */
export type Scalar = number | bigint;

/** An IPv4 address, or the first 32 bits of an IPv6 address: no number of them changes places. */
export function coarse(scalar: Scalar): number {
  return typeof scalar === "bigint" ? Number(scalar >> 96n) : scalar;
}

/** Addresses from `low` to `high`, both included. */
export interface AddressRange {
  readonly low: Scalar;
  readonly high: Scalar;
}

/** The number of an address. */
export function toScalar(value: bigint, family: Family): Scalar {
  return family === 4 ? Number(value) : value;
}

/** Blocks of one family as ranges in ascending order; the model's blocks are disjoint. */
export function toRanges(blocks: readonly string[]): readonly AddressRange[] {
  return blocks
    .map((text) => {
      const block = parseBlock(text);
      if (block === undefined) throw new RangeError(`"${text}" is no block of addresses`);
      return {
        low: toScalar(block.first, block.family),
        high: toScalar(lastOf(block), block.family),
      };
    })
    .toSorted((a, b) => (a.low < b.low ? -1 : 1));
}

/** Whether one of the ascending, disjoint ranges holds the value. */
export function inRanges(ranges: readonly AddressRange[], value: Scalar): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined) return false;
    if (value < range.low) high = middle - 1;
    else if (value > range.high) low = middle + 1;
    else return true;
  }
  return false;
}
