import { type Capabilities, readCapabilities } from "./capabilities.ts";
import { ProtocolError } from "./protocol-error.ts";

// The link stage, with which each channel begins (spice-protocol, `spice/protocol.h`). All numbers
// are little-endian, and nothing is aligned.

const MAGIC = Buffer.from("REDQ");
const MAJOR = 2;
const MINOR = 2;
const MAX_BODY_BYTES = 4096;

/** A link message and a reply begin with so many bytes that tell the length of the rest. */
export const LINK_HEADER_BYTES = 16;

/** What a server answers to a link message, or to a ticket. */
export const linkResult = { ok: 0, versionMismatch: 4, permissionDenied: 7 } as const;

/** See {@link linkResult}. */
export type LinkResult = (typeof linkResult)[keyof typeof linkResult];

/** The channel through which a viewer asks for all others; what is copied goes through it too. */
export const MAIN_CHANNEL = 1;

/** Which mechanism of authentication a viewer takes: its capability's bit. */
export const MECHANISM_BYTES = 4;

/** The server's RSA key, of 1024 bits, as a SubjectPublicKeyInfo. */
export const KEY_BYTES = 162;

/** A ticket, encrypted with that key. */
export const SEALED_TICKET_BYTES = 128;

/** How a viewer asks for a channel. */
export interface LinkMessage {
  readonly channel: number;
  readonly capabilities: Capabilities;
}

/** How a server answers: with an error, or with the key for the ticket. */
export interface LinkReply {
  readonly error: number;
  readonly key: Buffer;
  readonly capabilities: Capabilities;
}

const MESSAGE_BYTES = 18;
const REPLY_BYTES = 178;
const KEY_AT = 4;

/**
 * How many bytes follow the header of a link message or reply.
 *
 * @throws ProtocolError when it is none of spice's, or announces more than any peer has to say
 */
export function linkBodyBytes(header: Buffer): number {
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new ProtocolError("not spice");
  const bytes = header.readUInt32LE(12);
  if (bytes > MAX_BODY_BYTES) throw new ProtocolError(`a link message of ${bytes} bytes`);
  return bytes;
}

/** @throws ProtocolError when the message is shorter than its fixed part, or says what cannot be */
export function parseLinkMessage(body: Buffer): LinkMessage {
  if (body.length < MESSAGE_BYTES) throw new ProtocolError("a link message that is too short");
  return { channel: body.readUInt8(4), capabilities: readCapabilities(body, 6) };
}

/** @throws ProtocolError when the reply is shorter than its fixed part, or says what cannot be */
export function parseLinkReply(body: Buffer): LinkReply {
  if (body.length < REPLY_BYTES) throw new ProtocolError("a link reply that is too short");
  return {
    error: body.readUInt32LE(0),
    key: body.subarray(KEY_AT, KEY_AT + KEY_BYTES),
    capabilities: readCapabilities(body, KEY_AT + KEY_BYTES),
  };
}

/** The same reply, but with another key for the ticket. */
export function withKey(reply: Buffer, key: Buffer): Buffer {
  if (key.length !== KEY_BYTES) throw new TypeError(`a key of ${key.length} bytes`);
  const changed = Buffer.from(reply);
  key.copy(changed, KEY_AT);
  return changed;
}

/** A whole reply that refuses the channel. */
export function refusal(error: LinkResult): Buffer {
  const bytes = Buffer.alloc(LINK_HEADER_BYTES + REPLY_BYTES);
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(MAJOR, 4);
  bytes.writeUInt32LE(MINOR, 8);
  bytes.writeUInt32LE(REPLY_BYTES, 12);
  bytes.writeUInt32LE(error, LINK_HEADER_BYTES);
  bytes.writeUInt32LE(REPLY_BYTES, LINK_HEADER_BYTES + REPLY_BYTES - 4);
  return bytes;
}

/** What follows a ticket. */
export function ticketAnswer(result: LinkResult): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(result);
  return bytes;
}
