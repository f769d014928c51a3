import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import { FwError } from "../errors.ts";
import { identifyProcess, isAlive, processIdentity } from "../host/process-identity.ts";

/**
 * Takes the lock file at `path` for this process; a lock whose owner is gone is taken over.
 *
 * @throws FwError `E_LAB_BUSY` while another living process holds it.
 */
export async function acquireLock(
  path: string,
  what: string,
  doing: "changed" | "proven" = "changed",
): Promise<AsyncDisposable> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const mine = `${path}.${randomUUID()}`;
  await writeFile(mine, JSON.stringify(await identifyProcess(process.pid)), { mode: 0o600 });
  try {
    await takeLock(mine, path, `${what} is being ${doing}`);
  } finally {
    await rm(mine, { force: true });
  }
  return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
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
  const text = await readFile(path, "utf8").catch(() => "");
  const owner = await livingOwner(text);
  if (owner !== undefined) {
    throw new FwError("E_LAB_BUSY", `${what} by process ${owner}`, {
      hint: `wait for it, or end it: kill ${owner}`,
    });
  }
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
  if ((await readFile(aside, "utf8")) !== text) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}
