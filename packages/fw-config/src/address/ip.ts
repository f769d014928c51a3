/** An address family: IPv4 or IPv6. */
export type Family = 4 | 6;

/** One address as a number, so that ranges and subnets are plain arithmetic. */
export interface Ip {
  readonly family: Family;
  readonly value: bigint;
}

const bitsOf: Record<Family, number> = { 4: 32, 6: 128 };

/** The number of bits in an address of the family. */
export function addressBits(family: Family): number {
  return bitsOf[family];
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

/** Replaces a dotted-quad tail (`::ffff:192.0.2.1`) by its two hexadecimal groups. */
function expandQuadTail(text: string): string | undefined {
  if (!text.includes(".")) return text;
  const cut = text.lastIndexOf(":") + 1;
  const quad = parseIpv4(text.slice(cut));
  if (quad === undefined) return undefined;
  return `${text.slice(0, cut)}${(quad >> 16n).toString(16)}:${(quad & 0xffffn).toString(16)}`;
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
  const family: Family = text.includes(":") ? 6 : 4;
  const value = family === 4 ? parseIpv4(text) : parseIpv6(text);
  return value === undefined ? undefined : { family, value };
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
  if (ip.family === 6) return formatIpv6(ip.value);
  return [24n, 16n, 8n, 0n].map((shift) => String((ip.value >> shift) & 0xffn)).join(".");
}
