import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** More characters never match in some viewers and servers. */
export const MAX_TICKET_CHARACTERS = 59;

/** What is kept of a ticket: enough to recognise it, not to make it. */
export interface StoredTicket {
  /** base64. */
  readonly salt: string;
  /** base64; SHA-256 of salt and ticket, whose 192 random bits nobody can try. */
  readonly hash: string;
  /** ISO 8601, UTC; null: never. */
  readonly expires: string | null;
  /** Whether it lets in one viewer, and no other after it. */
  readonly once: boolean;
}

/** What to keep of a ticket. */
export function storedTicket(ticket: string, expires: Date | null, once: boolean): StoredTicket {
  const salt = randomBytes(16);
  return {
    salt: salt.toString("base64"),
    hash: hashOf(salt, ticket).toString("base64"),
    expires: expires?.toISOString() ?? null,
    once,
  };
}

/** Whether a ticket's time is over. */
export function isExpired({ expires }: StoredTicket, now: Date): boolean {
  return expires !== null && !(now.getTime() < Date.parse(expires));
}

/** The one that `ticket` is, found in a time that tells nothing about it. */
export function recognise<T extends StoredTicket>(
  tickets: readonly T[],
  ticket: string,
): T | undefined {
  if (ticket === "" || ticket.length > MAX_TICKET_CHARACTERS) return undefined;
  let found: T | undefined;
  for (const stored of tickets) {
    const wanted = Buffer.from(stored.hash, "base64");
    const presented = hashOf(Buffer.from(stored.salt, "base64"), ticket);
    if (wanted.length === presented.length && timingSafeEqual(wanted, presented)) found = stored;
  }
  return found;
}

function hashOf(salt: Buffer, ticket: string): Buffer {
  return createHash("sha256").update(salt).update(ticket).digest();
}
