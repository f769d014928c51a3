import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";

import type { Owner } from "./owner.ts";

/**
 * Writes a file that only its owner may read, in one step: whoever looks sees the old one or the new
 * one. What is in its place is replaced, a link itself and not what it names.
 *
 * @param owner whose it becomes, which only root may say; absent: this user's
 */
export async function replaceFile(
  path: string,
  content: string | Buffer,
  owner?: Owner,
): Promise<void> {
  const next = `${path}.${randomUUID()}`;
  try {
    {
      await using file = await open(next, "wx", 0o600);
      await file.writeFile(content);
      if (owner !== undefined) await file.chown(owner.uid, owner.gid);
    }
    await rename(next, path);
  } finally {
    await rm(next, { force: true });
  }
}
