import {
  constants,
  createPublicKey,
  generateKeyPairSync,
  privateDecrypt,
  publicEncrypt,
} from "node:crypto";

import { ProtocolError } from "./protocol-error.ts";

// RSA of 1024 bits with OAEP and SHA-1 is what spice has; the connection itself is encrypted anyway.
const BITS = 1024;
const PADDING = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" } as const;

/** A key pair with which viewers can send a ticket to this process. */
export interface TicketKey {
  /** What a viewer encrypts with: a SubjectPublicKeyInfo. */
  readonly public: Buffer;
  /** The ticket that was encrypted for this process; undefined when it was not. */
  open(sealed: Buffer): string | undefined;
}

/** Makes a new key pair. */
export function createTicketKey(): TicketKey {
  const pair = generateKeyPairSync("rsa", { modulusLength: BITS });
  return {
    public: pair.publicKey.export({ type: "spki", format: "der" }),
    open(sealed) {
      try {
        return withoutEnd(privateDecrypt({ key: pair.privateKey, ...PADDING }, sealed));
      } catch {
        return undefined;
      }
    },
  };
}

/** Encrypts a ticket for the server whose key that is. */
export function sealTicket(key: Buffer, ticket: string): Buffer {
  try {
    const publicKey = createPublicKey({ key, format: "der", type: "spki" });
    return publicEncrypt({ key: publicKey, ...PADDING }, Buffer.from(`${ticket}\0`));
  } catch (cause) {
    throw new ProtocolError("the server's key is none", { cause });
  }
}

/** Viewers send the zero that ends a string of C too. */
function withoutEnd(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString("utf8", 0, end === -1 ? bytes.length : end);
}
