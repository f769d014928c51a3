import { MAIN_CHANNEL } from "./link.ts";
import { isExpired, recognise, type StoredTicket } from "./stored-ticket.ts";
import { createTicketKey } from "./ticket-key.ts";

/** Decides which viewers come in. */
export interface Doorkeeper {
  /** With which viewers encrypt their tickets. */
  readonly key: Buffer;
  /**
   * Whether a ticket opens a channel.
   *
   * @param closed aborted when that channel is closed
   */
  admits(sealed: Buffer, channel: number, closed: AbortSignal): Promise<boolean>;
}

/** The tickets that let in one viewer only, and have done so. */
export interface UsedTickets {
  has(hash: string): boolean;
  /** It is known from this moment on, and kept when the promise resolves. */
  add(hash: string): Promise<void>;
}

/**
 * A doorkeeper who knows the tickets of `read`. While a viewer's main channel is open, its other
 * channels come in with the same ticket, even when that has expired meanwhile.
 */
export function createDoorkeeper(
  read: () => Promise<readonly StoredTicket[]>,
  used: UsedTickets,
  now: () => Date = () => new Date(),
): Doorkeeper {
  const key = createTicketKey();
  const inside: StoredTicket[] = [];

  const isFresh = async (stored: StoredTicket, channel: number): Promise<boolean> => {
    if (isExpired(stored, now())) return false;
    if (!stored.once) return true;
    if (channel !== MAIN_CHANNEL || used.has(stored.hash)) return false;
    await used.add(stored.hash);
    return true;
  };

  return {
    key: key.public,
    async admits(sealed, channel, closed) {
      const ticket = key.open(sealed) ?? "";
      if (channel !== MAIN_CHANNEL && recognise(inside, ticket) !== undefined) return true;
      const stored = recognise(await read(), ticket);
      if (stored === undefined || !(await isFresh(stored, channel))) return false;
      if (channel !== MAIN_CHANNEL || closed.aborted) return true;
      inside.push(stored);
      const leave = (): unknown => inside.splice(inside.indexOf(stored), 1);
      closed.addEventListener("abort", leave, { once: true });
      return true;
    },
  };
}
