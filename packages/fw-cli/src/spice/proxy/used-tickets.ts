import { open } from "node:fs/promises";

import type { UsedTickets } from "../doorkeeper.ts";

/** Remembers used tickets in a file, which is kept open: the proxy may write to no other place. */
export async function openUsedTickets(path: string): Promise<UsedTickets> {
  const file = await open(path, "a+", 0o600);
  const used = new Set((await file.readFile("utf8")).split("\n"));
  return {
    has: (hash) => used.has(hash),
    async add(hash) {
      used.add(hash);
      await file.appendFile(`${hash}\n`);
    },
  };
}
