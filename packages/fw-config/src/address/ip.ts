/** An address family: IPv4 or IPv6. */
export type Family = 4 | 6;

/** One address as a number, so that ranges and subnets are plain arithmetic. */
export interface Ip {
  /** 4 or 6. */
  readonly family: Family;
  /** From 0 to 2³² − 1 or 2¹²⁸ − 1. */
  readonly value: bigint;
}

const bitsOf: Record<Family, number> = { 4: 32, 6: 128 };

/** The number of bits in an address of the family. */
export function addressBits(family: Family): number {
  return bitsOf[family];
}

const [zero, nine, dot] = [48, 57, 46];

/**
 * Reads `192.0.2.1` as a number; undefined for anything else (no leading zeros). Without detours:
 * large policies are mostly addresses.
 */
export function parseIpv4(text: string): number | undefined {
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === dot) {
      if (digits === 0) return undefined;
      value = value * 256 + octet;
      octet = 0;
      digits = 0;
      dots += 1;
    } else {
      if (code < zero || code > nine || (digits > 0 && octet === 0)) return undefined;
      octet = octet * 10 + (code - zero);
      digits += 1;
      if (octet > 255) return undefined;
    }
  }
  return dots === 3 && digits > 0 ? value * 256 + octet : undefined;
}

/** Replaces a dotted-quad tail (`::ffff:192.0.2.1`) by its two hexadecimal groups. */
function expandQuadTail(text: string): string | undefined {
  if (!text.includes(".")) return text;
  const cut = text.lastIndexOf(":") + 1;
  const quad = parseIpv4(text.slice(cut));
  if (quad === undefined) return undefined;
  return `${text.slice(0, cut)}${(quad >>> 16).toString(16)}:${(quad & 0xffff).toString(16)}`;
}

function groupsOf(text: string): readonly string[] {
  return text === "" ? [] : text.split(":");
}

function parseIpv6(text: string): bigint | undefined {
  const expanded = expandQuadTail(text);
  const halves = expanded?.split("::");
  if (halves === undefined || halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? "");
  const tail = groupsOf(halves[1] ?? "");
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  let value = 0n;
  for (const group of [...head, ...Array<string>(missing).fill("0"), ...tail]) {
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
    value = (value << 16n) | BigInt(`0x${group}`);
  }
  return value;
}

/** Reads `192.0.2.1` or `2001:db8::1`; undefined for anything else (no zones, no leading zeros). */
export function parseIp(text: string): Ip | undefined {
  if (text.includes(":")) {
    const value = parseIpv6(text);
    return value === undefined ? undefined : { family: 6, value };
  }
  const value = parseIpv4(text);
  return value === undefined ? undefined : { family: 4, value: BigInt(value) };
}

function formatIpv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

function formatIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16),
  );
  const runs = [...groups.join(":").matchAll(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g)];
  const longest = runs.toSorted((a, b) => b[0].length - a[0].length)[0];
  if (longest === undefined) return groups.join(":");
  const text = groups.join(":");
  const before = text.slice(0, longest.index).replace(/:$/, "");
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, "");
  return `${before}::${after}`;
}

/** Writes an address in its canonical form (RFC 5952 for IPv6). */
export function formatIp(ip: Ip): string {
  return ip.family === 6 ? formatIpv6(ip.value) : formatIpv4(Number(ip.value));
}
