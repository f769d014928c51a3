import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";

import { FwError } from "../errors.ts";
import { imagesDir, makeImagesDir } from "./cache.ts";

const GIB = 1024 ** 3;

/** Room that a build takes at its peak: the tree, the file system and the disk image. */
export const CACHE_SPACE: number = 1.5 * GIB;

/** Room that mmdebstrap takes below `$TMPDIR`. */
export const TEMPORARY_SPACE: number = 0.75 * GIB;

/** Bytes that this user may still write below `path`. */
export async function freeSpace(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

/**
 * Refuses a build that cannot end well before it begins.
 *
 * @throws FwError `E_DISK_FULL`
 */
export async function requireSpace(
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const cache = imagesDir(env);
  await makeImagesDir(env);
  await requireFree(cache, CACHE_SPACE, "XDG_CACHE_HOME");
  await requireFree(env["TMPDIR"] || tmpdir(), TEMPORARY_SPACE, "TMPDIR");
}

async function requireFree(path: string, needed: number, variable: string): Promise<void> {
  const free = await freeSpace(path);
  if (free >= needed) return;
  throw new FwError(
    "E_DISK_FULL",
    `building the image needs ${gib(needed)} in ${path}, which has ${gib(free)} left`,
    { hint: `make room there, or set ${variable} to a folder on a larger disk` },
  );
}

function gib(bytes: number): string {
  return `${(bytes / GIB).toFixed(2)} GiB`;
}
