import type { Family } from "../address/ip.ts";
import type { AddressRange, Scalar } from "../policy/address-ranges.ts";

/** Protocol number, destination port or ICMP type, source, destination: one range of each. */
export type Sides = readonly [AddressRange, AddressRange, AddressRange, AddressRange];

/** Packets of one family whose four values lie in four ranges. */
export interface Box {
  readonly family: Family;
  readonly sides: Sides;
}

/** More pieces than this are not pursued: the answer is then "not shown to be empty". */
const maxPieces = 2000;

function before(value: Scalar): Scalar {
  return typeof value === "bigint" ? value - 1n : value - 1;
}

function after(value: Scalar): Scalar {
  return typeof value === "bigint" ? value + 1n : value + 1;
}

function overlap(a: AddressRange, b: AddressRange): boolean {
  return a.low <= b.high && b.low <= a.high;
}

/** Whether two boxes share a packet. */
export function intersects(a: Box, b: Box): boolean {
  if (a.family !== b.family) return false;
  const [p, v, s, d] = a.sides;
  const [bp, bv, bs, bd] = b.sides;
  return overlap(d, bd) && overlap(s, bs) && overlap(v, bv) && overlap(p, bp);
}

function withSide(sides: Sides, i: number, range: AddressRange): Sides {
  return sides.map((side, k) => (k === i ? range : side)) as unknown as Sides;
}

/** The part of a box outside another, as disjoint boxes: at most two a side. */
export function subtract(box: Box, other: Box): readonly Box[] {
  if (!intersects(box, other)) return [box];
  const { family } = box;
  const pieces: Box[] = [];
  let rest = box.sides;
  for (let i = 0; i < 4; i += 1) {
    const [own, cut] = [rest[i], other.sides[i]];
    if (own === undefined || cut === undefined) continue;
    if (own.low < cut.low) {
      pieces.push({ family, sides: withSide(rest, i, { low: own.low, high: before(cut.low) }) });
    }
    if (own.high > cut.high) {
      pieces.push({ family, sides: withSide(rest, i, { low: after(cut.high), high: own.high }) });
    }
    const low = own.low > cut.low ? own.low : cut.low;
    const high = own.high < cut.high ? own.high : cut.high;
    rest = withSide(rest, i, { low, high });
  }
  return pieces;
}

/** How many pairs of boxes may still be compared. */
export interface Work {
  left: number;
}

/**
 * The part of some boxes outside others; undefined when it breaks into too many pieces, or the work
 * is used up.
 */
export function subtractAll(
  boxes: readonly Box[],
  others: readonly Box[],
  work: Work = { left: Infinity },
): readonly Box[] | undefined {
  let pieces = boxes;
  for (const other of others) {
    if (pieces.length === 0) return pieces;
    work.left -= pieces.length;
    if (work.left < 0) return undefined;
    if (!pieces.some((piece) => intersects(piece, other))) continue;
    pieces = pieces.flatMap((piece) => subtract(piece, other));
    if (pieces.length > maxPieces) return undefined;
  }
  return pieces;
}

/** Whether any box of one list meets any of the other; when the work is used up, it may. */
export function anyIntersects(
  a: readonly Box[],
  b: readonly Box[],
  work: Work = { left: Infinity },
): boolean {
  return a.some((x) => {
    work.left -= b.length;
    return work.left < 0 || b.some((y) => intersects(x, y));
  });
}
