/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4). */
const roundConstants: Uint32Array = fractions(64, Math.cbrt);

/** The same of the square roots of the first 8 primes. */
const initialHash: Uint32Array = fractions(8, Math.sqrt);

function fractions(count: number, root: (prime: number) => number): Uint32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n += 1) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  }
  return Uint32Array.from(primes, (prime) => (root(prime) % 1) * 2 ** 32);
}

/** Writes a code point in UTF-8 and returns the place behind it. */
function writeUtf8(bytes: Uint8Array, at: number, code: number): number {
  const length = code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  const lead = [0, 0, 0xc0, 0xe0, 0xf0][length] ?? 0;
  for (let i = length - 1; i > 0; i -= 1) {
    bytes[at + i] = 0x80 | ((code >> (6 * (length - 1 - i))) & 63);
  }
  bytes[at] = lead | (code >> (6 * (length - 1)));
  return at + length;
}

/** The text in UTF-8, padded to whole blocks of 64 bytes with its length in bits at the end. */
function paddedBytes(text: string): DataView {
  // Three bytes are the most that a UTF-16 unit can become.
  const bytes = new Uint8Array(text.length * 3 + 72);
  let length = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.codePointAt(i) ?? 0;
    if (code < 0x80) bytes[length++] = code;
    else length = writeUtf8(bytes, length, code);
    if (code > 0xffff) i += 1;
  }
  bytes[length] = 0x80;
  const size = Math.ceil((length + 9) / 64) * 64;
  const view = new DataView(bytes.buffer, 0, size);
  view.setUint32(size - 8, Math.floor(length / 2 ** 29));
  view.setUint32(size - 4, (length << 3) >>> 0);
  return view;
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function schedule(words: Uint32Array, bytes: DataView, offset: number): void {
  for (let i = 0; i < 16; i += 1) words[i] = bytes.getUint32(offset + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const w15 = words[i - 15] ?? 0;
    const w2 = words[i - 2] ?? 0;
    const s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
    const s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
    words[i] = (words[i - 16] ?? 0) + s0 + (words[i - 7] ?? 0) + s1;
  }
}

function compress(hash: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let i = 0; i < 64; i += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + s1 + choice + (roundConstants[i] ?? 0) + (words[i] ?? 0)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + s0 + majority) | 0;
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = (hash[i] ?? 0) + word;
}

/** SHA-256 of a text's UTF-8 bytes in hexadecimal. The platform's own needs an effect or a promise. */
export function sha256(text: string): string {
  const bytes = paddedBytes(text);
  const hash = Uint32Array.from(initialHash);
  const words = new Uint32Array(64);
  for (let offset = 0; offset < bytes.byteLength; offset += 64) {
    schedule(words, bytes, offset);
    compress(hash, words);
  }
  return [...hash].map((word) => word.toString(16).padStart(8, "0")).join("");
}
