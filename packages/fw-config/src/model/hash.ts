/** FNV-1a over UTF-16 units, 32 bits: small, stable, and not for secrets. */
function fnv1a(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  // A last mix spreads short texts that differ only in their end over all bits.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** 64 bits of a text as 16 hexadecimal digits; the same on every machine. */
export function stableHash(text: string): string {
  const word = (seed: number): string => fnv1a(text, seed).toString(16).padStart(8, "0");
  return word(0x811c9dc5) + word(0x5bd1e995);
}
