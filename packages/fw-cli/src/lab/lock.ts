import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import { FwError } from "../errors.ts";
import { identifyProcess, isAlive, processIdentity } from "../host/process-identity.ts";

/**
 * Takes the lock file at `path` for this process; a lock whose owner is gone is taken over.
 *
 * @throws FwError `E_LAB_BUSY` while another living process holds it.
 */
export async function acquireLock(path: string, what: string): Promise<AsyncDisposable> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const mine = `${path}.${process.pid}`;
  await writeFile(mine, JSON.stringify(await identifyProcess(process.pid)), { mode: 0o600 });
  try {
    await takeLock(mine, path, what);
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
  const owner = await lockOwner(path);
  if (owner !== undefined) {
    throw new FwError("E_LAB_BUSY", `${what} is being changed by process ${owner}`, {
      hint: `wait for it, or end it: kill ${owner}`,
    });
  }
  await rm(path, { force: true });
  await takeLock(mine, path, what);
}

async function lockOwner(path: string): Promise<number | undefined> {
  try {
    const identity = processIdentity.parse(JSON.parse(await readFile(path, "utf8")));
    return (await isAlive(identity)) ? identity.pid : undefined;
  } catch {
    return undefined;
  }
}
