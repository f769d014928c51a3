import { readdir } from "node:fs/promises";

import { requireOwnFolder } from "../host/own-place.ts";
import type { Io } from "../io.ts";
import { isLabName } from "./lab-name.ts";
import { type LabPaths, labsDir } from "./paths.ts";

const OWN = { trust: "mine", variable: "FW_STATE_DIR" } as const;

/**
 * Makes sure that nobody but this user could have put anything into the lab's folder: what it
 * holds decides which processes are entered and ended. Returns whether the folder exists.
 *
 * @throws FwError `E_IO` that names the folder, its owner and a hint
 */
export async function requireLabFolder({ labs, dir, nodes }: LabPaths): Promise<boolean> {
  for (const path of [labs, dir]) {
    if (!(await requireOwnFolder({ path, ...OWN }))) return false;
  }
  await requireOwnFolder({ path: nodes, ...OWN });
  return true;
}

/** The names of all labs that have a folder, up or down. */
export async function labsIn(io: Pick<Io, "env" | "cwd">): Promise<readonly string[]> {
  const path = labsDir(io);
  if (!(await requireOwnFolder({ path, ...OWN }))) return [];
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && isLabName(entry.name))
    .map(({ name }) => name);
}
