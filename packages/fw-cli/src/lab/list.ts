import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { FwError } from "../errors.ts";
import { namespacesBelow, processesIn } from "../host/process-tree.ts";
import type { Io } from "../io.ts";
import { labsIn } from "./lab-folder.ts";
import { isRunning } from "./lab.ts";
import { labPaths, type LabPaths } from "./paths.ts";
import { type LabState, readState } from "./state.ts";

/** A lab of this user, up or not. */
export interface ListedLab {
  readonly name: string;
  /**
   * `stale`: its machines are gone, but it was not ended by fw. `down`: only its files are left.
   * `unreadable`: another version of fw started it.
   */
  readonly state: "up" | "starting" | "stale" | "down" | "unreadable";
  /** Null when it does not run. */
  readonly driver: "qemu" | "netns" | null;
  /** ISO 8601, UTC; null when it does not run. */
  readonly startedAt: string | null;
  /** Memory that its processes have resident, in bytes; 0 when it does not run. */
  readonly memoryBytes: number;
  /** What its files take on the disk, in bytes. */
  readonly diskBytes: number;
  /** The config that it was started from; null when that is not known any more. */
  readonly configFile: string | null;
}

/** All labs of this user, by name. */
export async function allLabs(io: Pick<Io, "env" | "cwd">): Promise<readonly ListedLab[]> {
  const names = await labsIn(io);
  return Promise.all(names.toSorted().map((name) => listed(name, labPaths(io, name))));
}

async function listed(name: string, paths: LabPaths): Promise<ListedLab> {
  const nothing = { driver: null, startedAt: null, memoryBytes: 0, configFile: null } as const;
  const diskBytes = await bytesBelow(paths.dir);
  let state: LabState | undefined;
  try {
    state = await readState(paths);
  } catch (error) {
    if (!(error instanceof FwError)) throw error;
    return { name, state: "unreadable", ...nothing, diskBytes };
  }
  if (state === undefined) return { name, state: "down", ...nothing, diskBytes };
  const { configFile, machines, startedAt, phase, namespace } = state;
  const known = { name, configFile, diskBytes };
  if (!(await isRunning(state))) return { ...nothing, ...known, state: "stale" };
  return {
    ...known,
    state: phase,
    driver: machines.driver,
    startedAt,
    memoryBytes: await residentBytes(namespace.holder.pid),
  };
}

/** Pages that several processes share are counted for each. */
async function residentBytes(init: number): Promise<number> {
  const pids = await processesIn(await namespacesBelow(init));
  const sizes = await Promise.all(pids.map(residentOf));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** `VmRSS` of proc_pid_status(5); 0 for a process that has just ended. */
async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

/** Blocks that are used (stat(2)); a file that has just gone counts nothing. */
async function bytesBelow(dir: string): Promise<number> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const sizes = entries.map(async (entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return bytesBelow(path);
    return lstat(path).then(
      ({ blocks }) => blocks * 512,
      () => 0,
    );
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
