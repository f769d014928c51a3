import { randomUUID } from "node:crypto";
import { open, realpath, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

import { CliError } from "../errors/cli-error.ts";
import { errorCode } from "../errors/error-code.ts";

/** The place that a path stands for: a symbolic link is followed, so that it stays a link. */
async function target(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/**
 * Writes a whole file or nothing: the text goes to a new file in the same folder,
 * which takes the place of the old one in a single step.
 *
 * @param option - the option that named the file, for the error report
 */
export async function writeFile(
  cwd: string,
  file: string,
  text: string,
  option: string,
): Promise<void> {
  const path = await target(resolve(cwd, file));
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  try {
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new CliError(
      `the file cannot be written (${errorCode(error) ?? String(error)})`,
      {
        code: "write-failed",
        place: option,
        value: file,
        hint: "Name a file in a folder that exists and that you may write to.",
        exitCode: 1,
      },
      error,
    );
  }
}
