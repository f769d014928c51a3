import { once } from "node:events";
import type { Readable } from "node:stream";

import { ProtocolError } from "./protocol-error.ts";

/**
 * Reads so many bytes of a stream, and leaves the rest in it.
 *
 * @param signal ends the waiting, as it must when the stream is closed
 * @throws ProtocolError when the stream ends before; the signal's reason
 */
export async function readExactly(
  stream: Readable,
  bytes: number,
  signal: AbortSignal,
): Promise<Buffer> {
  let had = Buffer.alloc(0);
  for (;;) {
    signal.throwIfAborted();
    // Not `read(bytes)`: a stream that holds fewer says at once, again and again, that it is readable.
    const more = stream.read() as Buffer | null;
    if (more !== null) had = Buffer.concat([had, more]);
    if (had.length >= bytes) break;
    if (more === null) {
      if (stream.readableEnded || stream.destroyed)
        throw new ProtocolError("the connection ended too early");
      await once(stream, "readable", { signal }).catch(() => signal.throwIfAborted());
    }
  }
  if (had.length > bytes) stream.unshift(had.subarray(bytes));
  return had.subarray(0, bytes);
}
