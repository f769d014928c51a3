import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Text is handed over in pieces of about this many characters. */
const PIECE = 1 << 16;

/** Gathers lines into pieces, so that a long output is not a write a line. */
function* pieces(lines: Iterable<string>): Generator<string> {
  let piece = "";
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

/**
 * Writes lines as they are made, waiting whenever the reader is slower.
 * The stream stays open. A reader that closes the pipe is the stream's error.
 */
export async function writeLines(stream: Writable, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(pieces(lines)), stream, { end: false });
}
