/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4). */
const roundConstants: Int32Array = fractions(64, Math.cbrt);

/** The same of the square roots of the first 8 primes. */
const initialHash: Int32Array = fractions(8, Math.sqrt);

function fractions(count: number, root: (prime: number) => number): Int32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n += 1) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  }
  return Int32Array.from(primes, (prime) => ((root(prime) % 1) * 2 ** 32) | 0);
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
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      bytes[length++] = unit;
      continue;
    }
    const code = text.codePointAt(i) ?? 0;
    length = writeUtf8(bytes, length, code);
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

/** The words of one block, and those that follow from them. */
function schedule(words: Int32Array, bytes: DataView, offset: number): void {
  for (let i = 0; i < 16; i += 1) words[i] = bytes.getInt32(offset + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const w15 = words[i - 15] as number;
    const w2 = words[i - 2] as number;
    const s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
    const s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
    words[i] = ((words[i - 16] as number) + s0 + (words[i - 7] as number) + s1) | 0;
  }
}

function compress(hash: Int32Array, words: Int32Array): void {
  // One by one: taking a list apart costs more than the rounds.
  let a = hash[0] as number;
  let b = hash[1] as number;
  let c = hash[2] as number;
  let d = hash[3] as number;
  let e = hash[4] as number;
  let f = hash[5] as number;
  let g = hash[6] as number;
  let h = hash[7] as number;
  for (let i = 0; i < 64; i += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + s1 + choice + (roundConstants[i] as number) + (words[i] as number)) | 0;
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
  const sums = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i += 1) hash[i] = ((hash[i] as number) + (sums[i] as number)) | 0;
}

/** SHA-256 of a text's UTF-8 bytes in hexadecimal. The platform's own needs an effect or a promise. */
export function sha256(text: string): string {
  const bytes = paddedBytes(text);
  const hash = Int32Array.from(initialHash);
  const words = new Int32Array(64);
  for (let offset = 0; offset < bytes.byteLength; offset += 64) {
    schedule(words, bytes, offset);
    compress(hash, words);
  }
  return Array.from(hash, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
