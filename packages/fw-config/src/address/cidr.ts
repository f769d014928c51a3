import { addressBits, formatIp, parseIp, type Family, type Ip } from "./ip.ts";

/** A block of addresses: the lowest address and the length of its prefix in bits. */
export interface Cidr {
  /** 4 or 6. */
  readonly family: Family;
  /** The lowest address. */
  readonly first: bigint;
  /** The length of the prefix in bits. */
  readonly prefix: number;
}

/** The masks of the bits behind a prefix, by its length. */
function hostMasks(bits: number): readonly bigint[] {
  return Array.from({ length: bits + 1 }, (_, prefix) => (1n << BigInt(bits - prefix)) - 1n);
}

const masks: Readonly<Record<Family, readonly bigint[]>> = {
  4: hostMasks(addressBits(4)),
  6: hostMasks(addressBits(6)),
};

function hostMask(family: Family, prefix: number): bigint {
  return masks[family][prefix] ?? 0n;
}

/** Reads `192.0.2.0/24`; undefined when it is malformed or has bits set behind the prefix. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf("/");
  const digits = text.slice(slash + 1);
  if (slash < 0 || !/^(0|[1-9]\d{0,2})$/.test(digits)) return undefined;
  const ip = parseIp(text.slice(0, slash));
  const prefix = Number(digits);
  if (ip === undefined || prefix > addressBits(ip.family)) return undefined;
  if ((ip.value & hostMask(ip.family, prefix)) !== 0n) return undefined;
  return { family: ip.family, first: ip.value, prefix };
}

/** Reads an address (as a block of one) or a block. */
export function parseBlock(text: string): Cidr | undefined {
  if (text.includes("/")) return parseCidr(text);
  const ip = parseIp(text);
  if (ip === undefined) return undefined;
  return { family: ip.family, first: ip.value, prefix: addressBits(ip.family) };
}

/** The highest address of the block. */
export function lastOf(block: Cidr): bigint {
  return block.first | hostMask(block.family, block.prefix);
}

/** Writes a block; a block of one address is written without its prefix. */
export function formatBlock(block: Cidr): string {
  const address = formatIp({ family: block.family, value: block.first });
  return block.prefix === addressBits(block.family) ? address : `${address}/${block.prefix}`;
}

/** Whether the address lies inside the block. */
export function contains(block: Cidr, ip: Ip): boolean {
  return block.family === ip.family && ip.value >= block.first && ip.value <= lastOf(block);
}

/** Whether two blocks share an address. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first <= lastOf(b) && b.first <= lastOf(a);
}

/** Sorted, without blocks that lie inside another: nft refuses overlapping elements. */
export function disjoint(blocks: readonly Cidr[]): readonly Cidr[] {
  if (blocks.length < 2) return blocks;
  const sorted = blocks.toSorted((a, b) =>
    a.first === b.first ? a.prefix - b.prefix : a.first < b.first ? -1 : 1,
  );
  const kept: Cidr[] = [];
  for (const block of sorted) {
    const last = kept.at(-1);
    if (last === undefined || block.first > lastOf(last)) kept.push(block);
  }
  return kept;
}

/**
 * The addresses that hosts of a subnet can have, the lowest first. A subnet's first address is not
 * among them, nor is an IPv4 subnet's last, unless it has two addresses or one (RFC 3021, RFC 6164).
 */
export function* hostAddressesOf({ family, ...block }: Cidr): Generator<string> {
  const single = block.prefix >= addressBits(family) - 1;
  const last = lastOf({ family, ...block });
  const end = single || family === 6 ? last : last - 1n;
  for (let value = single ? block.first : block.first + 1n; value <= end; value += 1n) {
    yield formatIp({ family, value });
  }
}

/** The n-th address of the block (0 is the network's own), undefined when it lies outside. */
export function nthAddress(block: Cidr, n: number): string | undefined {
  const value = block.first + BigInt(n);
  return value > lastOf(block) ? undefined : formatIp({ family: block.family, value });
}
