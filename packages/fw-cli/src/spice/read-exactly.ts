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
  for (;;) {
    signal.throwIfAborted();
    const piece = stream.read(bytes) as Buffer | null;
    if (piece?.length === bytes) return piece;
    if (piece !== null || stream.readableEnded || stream.destroyed)
      throw new ProtocolError("the connection ended too early");
    await once(stream, "readable", { signal }).catch(() => signal.throwIfAborted());
  }
}
