/** How many bytes are wanted next: at once, or as they come. */
export interface Wanted {
  readonly bytes: number;
  readonly whole: boolean;
}

/** Reads a stream piece by piece, and may change each piece in place before it asks for the next one. */
export type Reader = Generator<Wanted, void, Buffer>;

/** Asks for so many bytes in one piece: few, because they are kept until all are there. */
export function* whole(bytes: number): Generator<Wanted, Buffer, Buffer> {
  return yield { bytes, whole: true };
}

/** Asks for so many bytes, and does something with each piece of them as it comes. */
export function* each(bytes: number, take: (piece: Buffer) => void): Reader {
  for (let left = bytes; left > 0;) {
    const piece = yield { bytes: left, whole: false };
    take(piece);
    left -= piece.length;
  }
}

/**
 * Lets a reader see a stream, however it is cut: what it returns for all chunks together is always
 * the same. No more is kept than what the reader wants in one piece.
 */
export function piecewise(reader: Reader): (chunk: Buffer) => Buffer {
  let wanted = reader.next();
  let held = Buffer.alloc(0);
  return (chunk) => {
    const data = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    let at = 0;
    while (!wanted.done) {
      const { bytes, whole: together } = wanted.value;
      const left = data.length - at;
      if (left === 0 || (together && left < bytes)) break;
      const piece = data.subarray(at, at + bytes);
      at += piece.length;
      wanted = reader.next(piece);
    }
    held = Buffer.from(data.subarray(at));
    return data.subarray(0, at);
  };
}
