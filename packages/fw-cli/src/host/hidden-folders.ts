import { realpath } from "node:fs/promises";
import { sep } from "node:path";

import { shell } from "../guest/shell.ts";

/** Where other programs of the host keep what is theirs: sockets, locks and drafts. */
const SHARED = ["/run", "/tmp", "/var/tmp"];

/** The host's shared folders that none of these paths is in. */
export async function foldersToHide(used: readonly string[]): Promise<readonly string[]> {
  const real = await Promise.all(used.map((path) => realpath(path)));
  return SHARED.filter((folder) => !real.some((path) => path.startsWith(folder + sep)));
}

/** The command that runs `argv` with an empty folder of its own in place of each of these. */
export function withoutFolders(
  folders: readonly string[],
  argv: readonly string[],
): readonly string[] {
  return ["unshare", "--mount", "--", ...shell("hide-folders", ...folders, "--", ...argv)];
}
