import { readdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";

import { logFiles, olderLog } from "../host/capped-log.ts";
import { errnoCode } from "../host/errno.ts";
import { certificatesIn } from "../spice/certificates.ts";
import { imageNote } from "./disks.ts";
import { requireLabFolder } from "./lab-folder.ts";
import { isLabName } from "./lab-name.ts";
import type { LabPaths } from "./paths.ts";

/**
 * Removes what a lab that is down keeps, by the names that `fw` gives to its files: never a whole
 * folder, so that a file of somebody else stays, and its folders with it. Returns those that stayed.
 */
export async function purgeFiles(paths: LabPaths): Promise<readonly string[]> {
  if (!(await requireLabFolder(paths))) return [];
  for (const name of await nodesIn(paths)) {
    const { dir, ...files } = paths.node(name);
    await removeFiles([
      ...Object.values(files),
      ...[files.consoleLog, files.qemuLog, files.screenLog].map(olderLog),
      ...Object.values(certificatesIn(files.certificates)),
    ]);
    for (const folder of [files.screen, files.certificates]) await removeEmpty(folder);
    await removeEmpty(dir);
  }
  await removeFiles([imageNote(paths), ...logFiles(paths.serverLog)]);
  await removeFiles([paths.state, `${paths.state}.new`]);
  await removeEmpty(paths.nodes);
  const left = (await removeEmpty(paths.dir)) ? [] : await filesBelow(paths.dir);
  // The directory of all labs goes with its last lab.
  await removeEmpty(paths.labs);
  return left;
}

/** Files for which all of these folders are kept. */
async function filesBelow(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const below = entries.map(async (entry) => {
    const path = join(dir, entry.name);
    const inside = entry.isDirectory() ? await filesBelow(path) : [];
    return inside.length > 0 ? inside : [path];
  });
  return (await Promise.all(below)).flat().toSorted();
}

async function nodesIn({ nodes }: LabPaths): Promise<readonly string[]> {
  const entries = await readdir(nodes, { withFileTypes: true }).catch(unlessAbsent);
  return (entries ?? [])
    .filter((entry) => entry.isDirectory() && isLabName(entry.name))
    .map(({ name }) => name);
}

/** What is a folder where a file belongs is not ours either. */
async function removeFiles(paths: readonly string[]): Promise<void> {
  const removals = paths.map((path) =>
    rm(path, { force: true }).catch((error: unknown) => {
      if (errnoCode(error) !== "ERR_FS_EISDIR") throw error;
    }),
  );
  await Promise.all(removals);
}

/** Whether the folder is gone; one that holds something stays. */
async function removeEmpty(dir: string): Promise<boolean> {
  return rmdir(dir).then(
    () => true,
    (error: unknown) => {
      const code = errnoCode(error);
      if (code === "ENOENT") return true;
      // Its parent may be a place where this user may not remove anything.
      if (["ENOTEMPTY", "EEXIST", "EACCES", "EPERM", "EBUSY"].includes(code ?? "")) return false;
      throw error;
    },
  );
}

function unlessAbsent(error: unknown): undefined {
  if (errnoCode(error) !== "ENOENT") throw error;
}
