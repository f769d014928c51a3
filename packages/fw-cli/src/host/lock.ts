import { randomUUID } from "node:crypto";
import { link, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import { FwError } from "../errors.ts";
import { errnoCode } from "./errno.ts";
import { makeFolder } from "./make-folder.ts";
import { readOwnFile } from "./own-place.ts";
import { identifyProcess, isAlive, processIdentity } from "./process-identity.ts";

/** How a lock is taken. */
export interface LockOptions {
  /** What its holder does, for whoever is refused. Default: "changed". */
  readonly doing?: "changed" | "proven";
  /**
   * Go on without a lock file where none can be written: what ends a lab or breaks a machine must
   * not wait for room on the disk. A living holder still refuses. Default: false.
   */
  readonly evenWithoutRoom?: boolean;
}

/** A full disk, a full quota, a read-only file system. */
const NO_ROOM = new Set(["ENOSPC", "EDQUOT", "EROFS"]);

/**
 * Takes the lock file at `path` for this process; a lock whose owner is gone is taken over.
 *
 * @throws FwError `E_LAB_BUSY` while another living process holds it.
 */
export async function acquireLock(
  path: string,
  what: string,
  { doing = "changed", evenWithoutRoom = false }: LockOptions = {},
): Promise<AsyncDisposable> {
  const busy = `${what} is being ${doing}`;
  const mine = `${path}.${randomUUID()}`;
  try {
    await makeFolder(dirname(path), 0o700);
    await writeFile(mine, JSON.stringify(await identifyProcess(process.pid)), { mode: 0o600 });
    await takeLock(mine, path, busy);
  } catch (error) {
    if (!evenWithoutRoom || !NO_ROOM.has(errnoCode(error) ?? "")) throw error;
    await refuseWhileHeld(path, busy);
  } finally {
    await rm(mine, { force: true }).catch(ignoreNoRoom);
  }
  return { [Symbol.asyncDispose]: () => rm(path, { force: true }).catch(ignoreNoRoom) };
}

function ignoreNoRoom(error: unknown): void {
  if (!NO_ROOM.has(errnoCode(error) ?? "")) throw error;
}

/** Returns what the lock at `path` says, which nobody alive has written. */
async function refuseWhileHeld(path: string, what: string): Promise<string> {
  const text = (await readOwnFile(path, "mine")) ?? "";
  const owner = await livingOwner(text);
  if (owner === undefined) return text;
  throw new FwError("E_LAB_BUSY", `${what} by process ${owner}`, {
    hint: `wait for it, or end it: kill ${owner}`,
  });
}

async function takeLock(mine: string, path: string, what: string): Promise<void> {
  // A link appears together with its content, so nobody can read a lock without an owner.
  const taken = await link(mine, path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
      return false;
    },
  );
  if (taken) return;
  const text = await refuseWhileHeld(path, what);
  await removeStale(path, text);
  await takeLock(mine, path, what);
}

async function livingOwner(text: string): Promise<number | undefined> {
  try {
    const identity = processIdentity.parse(JSON.parse(text));
    return (await isAlive(identity)) ? identity.pid : undefined;
  } catch {
    return undefined;
  }
}

/** Removes the lock that says `text`; one that somebody took meanwhile is put back. */
async function removeStale(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return; // it is gone already
  }
  if ((await readOwnFile(aside, "mine")) !== text) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}
