import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";

import { FwError } from "../errors.ts";
import { imagesDir, makeImagesDir } from "./cache.ts";
import type { ImageVariant } from "./variant.ts";

const GIB = 1024 ** 3;

/** What the build of an image takes. */
export interface BuildCost {
  /** Room in the cache at its peak, in bytes: the tree, the file system and the disk image. */
  readonly cacheSpace: number;
  /** Room that mmdebstrap takes below `$TMPDIR`, in bytes. */
  readonly temporarySpace: number;
  /** What stays in the cache, in bytes; measured. */
  readonly bytes: number;
  /** How long it takes two processors that have nothing else to do; measured, and most of it is dpkg's. */
  readonly seconds: number;
}

/** What the build of each variant takes. */
export const buildCosts: Readonly<Record<ImageVariant, BuildCost>> = {
  base: { cacheSpace: 1.5 * GIB, temporarySpace: 0.75 * GIB, bytes: 340e6, seconds: 31 },
  desktop: { cacheSpace: 2.5 * GIB, temporarySpace: 1.5 * GIB, bytes: 540e6, seconds: 110 },
};

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
  variant: ImageVariant,
): Promise<void> {
  const { cacheSpace, temporarySpace } = buildCosts[variant];
  const cache = imagesDir(env);
  await makeImagesDir(env);
  await requireFree(cache, cacheSpace, "XDG_CACHE_HOME");
  await requireFree(env["TMPDIR"] || tmpdir(), temporarySpace, "TMPDIR");
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
