import { once } from "node:events";
import type { Writable } from "node:stream";

import { type GuestAgent, guestClose, guestOpen, guestRead } from "./guest-agent.ts";

/** Follows a file in a guest while it grows. */
export interface GuestTail {
  /**
   * Passes on what is new in the file, but only so much in one talk: who writes faster than it can
   * be read must not keep the talk from ending.
   *
   * @returns whether the file may hold more
   */
  drain(agent: GuestAgent): Promise<boolean>;
  /** Waits until the reader of what was passed on has caught up. */
  ready(signal: AbortSignal): Promise<void>;
  close(agent: GuestAgent): Promise<void>;
  /** Whether the guest has the file at all. */
  found(): boolean;
}

const PIECES_IN_A_TALK = 16;

/** A tail from the file's beginning. */
export function guestTail(path: string, sink: Writable): GuestTail {
  let handle: number | undefined;
  return {
    async drain(agent) {
      handle ??= await guestOpen(agent, path).catch(() => undefined);
      if (handle === undefined) return false;
      for (let pieces = 0; pieces < PIECES_IN_A_TALK; pieces += 1) {
        const piece = await guestRead(agent, handle);
        if (piece.length === 0) return false;
        sink.write(piece);
      }
      return true;
    },
    async ready(signal) {
      if (!sink.writableNeedDrain) return;
      await once(sink, "drain", { signal }).catch(() => undefined);
    },
    found: () => handle !== undefined,
    async close(agent) {
      if (handle !== undefined) await guestClose(agent, handle);
    },
  };
}
