import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

import { makeOwnFolder, type OwnPlace, requireOwnFolder } from "./own-place.ts";

/**
 * What can be made again lives here: `fw-cli` below `$XDG_CACHE_HOME`, or below `~/.cache`.
 * A relative `$XDG_CACHE_HOME` is ignored (XDG Base Directory Specification).
 */
export function cacheDir(env: Readonly<Record<string, string | undefined>>): string {
  const cache = env["XDG_CACHE_HOME"];
  if (cache !== undefined && isAbsolute(cache)) return join(cache, "fw-cli");
  return join(env["HOME"] || homedir(), ".cache", "fw-cli");
}

/**
 * Whose cache is used: this user's, or one that root has made for everybody. Never another user's,
 * also not by root: what boots decides what is proven, and a disk image may name any file below it.
 */
function cachePlace(path: string): OwnPlace {
  return { path, trust: "mine or root's", variable: "XDG_CACHE_HOME" };
}

/**
 * Makes sure that nobody else could have changed these folders of the cache. Returns whether all exist.
 *
 * @throws FwError `E_IO` that names the folder, its owner and a hint
 */
export async function requireOwnCache(...folders: readonly string[]): Promise<boolean> {
  for (const path of folders) if (!(await requireOwnFolder(cachePlace(path)))) return false;
  return true;
}

/** Makes these folders of the cache unless they are there, each below the one before, and checks them. */
export async function makeOwnCache(...folders: readonly string[]): Promise<void> {
  for (const path of folders) await makeOwnFolder(cachePlace(path), 0o755);
}
