import { lstat, readFile } from "node:fs/promises";

import { FwError } from "../errors.ts";
import { errnoCode } from "./errno.ts";
import { replaceFile } from "./replace-file.ts";

/**
 * Writes a file that only its owner may read, in one step: whoever looks sees the old one or the
 * new one. A link in its place is not followed, and a file of the user's own is not written over.
 *
 * @param isOurs whether this text was written by us
 * @throws FwError `E_IO` when something else is in its place
 */
export async function writePrivateFile(
  path: string,
  text: string,
  isOurs: (text: string) => boolean,
): Promise<void> {
  await refuseForeign(path, isOurs);
  await replaceFile(path, text);
}

async function refuseForeign(path: string, isOurs: (text: string) => boolean): Promise<void> {
  const hint = "move it away, or name another file";
  const entry = await lstat(path).catch((error: unknown) => {
    if (errnoCode(error) !== "ENOENT") throw error;
    return undefined;
  });
  if (entry === undefined) return;
  if (!entry.isFile()) {
    const what = entry.isSymbolicLink() ? "a symbolic link" : "no regular file";
    throw new FwError("E_IO", `${path} is ${what}`, { hint });
  }
  if (isOurs(await readFile(path, "utf8"))) return;
  throw new FwError("E_IO", `${path} was not written by fw`, { hint });
}
