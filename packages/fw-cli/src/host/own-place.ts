import { constants } from "node:fs";
import { lstat, open } from "node:fs/promises";

import { FwError } from "../errors.ts";
import { errnoCode } from "./errno.ts";
import { makeFolder } from "./make-folder.ts";

/** Whose folders and files are believed: mine alone, or root's too, who could do anything anyway. */
export type Trust = "mine" | "mine or root's";

/** A folder that only its owner may change, and how to have another one. */
export interface OwnPlace {
  readonly path: string;
  readonly trust: Trust;
  /** The variable that names another place, such as `FW_STATE_DIR`. */
  readonly variable: string;
}

/**
 * Makes sure that what is read in a folder was put there by this user. Returns whether it exists.
 *
 * @throws FwError `E_IO` for a link, another user's folder, or one that others may write to
 */
export async function requireOwnFolder({ path, trust, variable }: OwnPlace): Promise<boolean> {
  const entry = await lstat(path).catch((error: unknown) => {
    if (errnoCode(error) === "ENOENT") return undefined;
    throw error;
  });
  if (entry === undefined) return false;
  const elsewhere = `name another place with ${variable}`;
  if (!entry.isDirectory()) {
    const what = entry.isSymbolicLink() ? "a symbolic link" : "no folder";
    throw new FwError("E_IO", `${path} is ${what}`, {
      place: path,
      hint: `remove it, or ${elsewhere}`,
    });
  }
  if (!believed(entry.uid, trust)) throw foreign(path, entry.uid, elsewhere);
  if ((entry.mode & 0o022) !== 0) {
    const mode = (entry.mode & 0o7777).toString(8).padStart(4, "0");
    throw new FwError("E_IO", `others may write to ${path} (mode ${mode})`, {
      place: path,
      value: mode,
      hint: `if it is as you left it: chmod go-w ${path}; or ${elsewhere}`,
    });
  }
  return true;
}

/** Makes the folder unless it is there, and checks it as {@link requireOwnFolder} does. */
export async function makeOwnFolder(place: OwnPlace, mode: 0o700 | 0o755): Promise<void> {
  await makeFolder(place.path, mode);
  await requireOwnFolder(place);
}

/**
 * Reads a file of a folder of one's own; undefined when it is absent.
 *
 * @throws FwError `E_IO` when it is a link, no regular file, or another user's
 */
export async function readOwnFile(path: string, trust: Trust): Promise<string | undefined> {
  const hint = `remove it: rm ${path}`;
  // Without NONBLOCK the opening of a named pipe would wait for its writer.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch((error: unknown) => {
    const code = errnoCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    if (code === "ELOOP")
      throw new FwError("E_IO", `${path} is a symbolic link`, { place: path, hint });
    throw error;
  });
  if (file === undefined) return undefined;
  try {
    const entry = await file.stat();
    if (!entry.isFile())
      throw new FwError("E_IO", `${path} is no regular file`, { place: path, hint });
    if (!believed(entry.uid, trust)) throw foreign(path, entry.uid, hint);
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

function believed(owner: number, trust: Trust): boolean {
  return owner === process.geteuid?.() || (trust === "mine or root's" && owner === 0);
}

function foreign(path: string, owner: number, otherwise: string): FwError {
  const who = owner === 0 ? "root" : `the user with the number ${owner}`;
  const me = process.geteuid?.();
  const you = me === 0 ? "you are root" : `you are the user with the number ${me}`;
  const advice = owner === 0 ? "run fw with sudo" : "run fw as that user";
  return new FwError("E_IO", `${path} belongs to ${who}, and ${you}`, {
    place: path,
    hint: `${advice}, or ${otherwise}`,
  });
}
