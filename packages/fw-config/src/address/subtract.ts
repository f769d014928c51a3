import { lastOf, type Cidr } from "./cidr.ts";
import { addressBits } from "./ip.ts";

/** Addresses from one to another as the fewest blocks. */
function blocksBetween(family: Cidr["family"], low: bigint, high: bigint): readonly Cidr[] {
  const blocks: Cidr[] = [];
  const bits = addressBits(family);
  for (let first = low; first <= high;) {
    let size = 0;
    while (
      size < bits &&
      (first & ((2n << BigInt(size)) - 1n)) === 0n &&
      first + (2n << BigInt(size)) - 1n <= high
    ) {
      size += 1;
    }
    blocks.push({ family, first, prefix: bits - size });
    first += 1n << BigInt(size);
  }
  return blocks;
}

/**
 * What is in some blocks and not in others. Both lists are of one family, ascending and disjoint, and
 * so is the result; each is read once.
 */
export function subtractBlocks(blocks: readonly Cidr[], others: readonly Cidr[]): readonly Cidr[] {
  let i = 0;
  return blocks.flatMap((block) => {
    const last = lastOf(block);
    let low = block.first;
    const left: Cidr[] = [];
    for (;;) {
      const other = others[i];
      if (other === undefined || other.first > last) break;
      if (lastOf(other) >= low) {
        if (other.first > low) left.push(...blocksBetween(block.family, low, other.first - 1n));
        low = lastOf(other) + 1n;
      }
      // It may reach into the next block.
      if (lastOf(other) > last) break;
      i += 1;
    }
    if (low === block.first) return [block];
    return low > last ? left : [...left, ...blocksBetween(block.family, low, last)];
  });
}
