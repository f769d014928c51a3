import { once } from "node:events";
import type { Writable } from "node:stream";

/** Text is handed over in pieces of about this many characters. */
const PIECE = 1 << 16;

/**
 * Writes lines as they are made, waiting whenever the reader is slower.
 * Stops quietly when the reader has closed the pipe or the signal is aborted.
 */
export async function writeLines(
  stream: Writable,
  lines: Iterable<string>,
  signal: AbortSignal,
): Promise<void> {
  let piece = "";
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < PIECE) continue;
    if (!(await write(stream, piece, signal))) return;
    piece = "";
  }
  await write(stream, piece, signal);
}

/** False when nothing more can be written. */
async function write(stream: Writable, text: string, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted || stream.destroyed) return false;
  if (stream.write(text)) return true;
  const drained = await Promise.race([
    once(stream, "drain", { signal }).then(() => true),
    once(stream, "close", { signal }).then(() => false),
  ]).catch(() => false);
  return drained && !stream.destroyed;
}
