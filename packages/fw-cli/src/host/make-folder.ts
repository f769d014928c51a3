import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

import { errnoCode } from "./errno.ts";

/**
 * Makes a folder, and those above it that are missing; one that exists is fine. Unlike Node's own
 * recursive mkdir it reports what the kernel says about a full or read-only place, and ends below
 * `/proc`, where nothing can be made.
 *
 * @param mode of each folder that is made, less the umask
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  const refusal = await tryMake(path, mode);
  if (refusal === undefined) return;
  const above = dirname(path);
  if (errnoCode(refusal) !== "ENOENT" || above === path) throw refusal;
  await makeFolder(above, mode);
  const final = await tryMake(path, mode);
  if (final !== undefined) throw final;
}

/** Why there is no such folder even now; undefined when there is. */
async function tryMake(path: string, mode: number): Promise<unknown> {
  try {
    await mkdir(path, mode);
    return undefined;
  } catch (error) {
    if (errnoCode(error) !== "EEXIST") return error;
    const isFolder = await stat(path).then(
      (entry) => entry.isDirectory(),
      () => false,
    );
    return isFolder ? undefined : error;
  }
}
