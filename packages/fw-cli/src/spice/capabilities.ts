import { ProtocolError } from "./protocol-error.ts";

/** Capabilities that every channel may have, by their bit (spice-protocol, `spice/protocol.h`). */
export const capability = { authSelection: 0, authSpice: 1, miniHeader: 3 } as const;

const WORD = 4;

/** The common capabilities of one peer: bit sets of 32 each. */
export type Capabilities = readonly number[];

/** Whether the bit is set. */
export function hasCapability(words: Capabilities, bit: number): boolean {
  return (((words[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
}

/**
 * Reads the common capabilities of a link message or reply.
 *
 * @param counts where the message has its three numbers: common words, channel words, and their place
 * @throws ProtocolError when they do not lie behind the fixed part
 */
export function readCapabilities(message: Buffer, counts: number): Capabilities {
  const common = message.readUInt32LE(counts);
  const words = common + message.readUInt32LE(counts + WORD);
  const place = message.readUInt32LE(counts + 2 * WORD);
  const fixed = counts + 3 * WORD;
  if (words > 0 && (place < fixed || place + words * WORD > message.length))
    throw new ProtocolError("capabilities outside of the message");
  return Array.from({ length: common }, (_, word) => message.readUInt32LE(place + word * WORD));
}
