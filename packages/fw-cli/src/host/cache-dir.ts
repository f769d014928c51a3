import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * What can be made again lives here: `fw-cli` below `$XDG_CACHE_HOME`, or below `~/.cache`.
 * A relative `$XDG_CACHE_HOME` is ignored (XDG Base Directory Specification).
 */
export function cacheDir(env: Readonly<Record<string, string | undefined>>): string {
  const cache = env["XDG_CACHE_HOME"];
  if (cache !== undefined && isAbsolute(cache)) return join(cache, "fw-cli");
  return join(env["HOME"] || homedir(), ".cache", "fw-cli");
}
