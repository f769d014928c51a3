import { rename, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";

import type { Model } from "fw-config";
import { z } from "zod";

import { FwError } from "../errors.ts";
import { makeFolder } from "../host/make-folder.ts";
import { readOwnFile } from "../host/own-place.ts";
import { processIdentity } from "../host/process-identity.ts";
import type { Io } from "../io.ts";
import { labImages } from "./disks.ts";
import { labsIn, requireLabFolder } from "./lab-folder.ts";
import { isLabName } from "./lab-name.ts";
import { labPaths, type LabPaths } from "./paths.ts";

/** What runs the nodes, and how. */
const machines = z.discriminatedUnion("driver", [
  z.strictObject({
    driver: z.literal("qemu"),
    accel: z.enum(["kvm", "tcg"]),
    accelReason: z.string(),
    images: labImages,
  }),
  z.strictObject({ driver: z.literal("netns") }),
]);

/** See `machines`. */
export type Machines = z.infer<typeof machines>;

/** What is written down about a lab while it exists. */
const labState = z.strictObject({
  version: z.literal(1),
  name: z.string().refine(isLabName),
  /** Absolute path of the config that it was started from. */
  configFile: z.string(),
  /** The config's text at that moment: the lab is what it said then. */
  configText: z.string(),
  /** What the config was resolved to; kept, so that looking at a lab need not derive it again. */
  model: z.custom<Model>((value) => typeof value === "object" && value !== null),
  machines,
  /** Whether it is all that the config describes, or its firewalls alone. */
  scope: z.enum(["lab", "pair"]),
  /** The profile whose timers the user asked for; absent: the one that belongs to the machines. */
  timers: z.enum(["hardware", "kvm", "tcg", "netns", "published"]).optional(),
  namespace: z.strictObject({ holder: processIdentity, user: z.boolean() }),
  /** "starting" until verified; a lab that stays there was interrupted. */
  phase: z.enum(["starting", "up"]),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
});

/** See `labState`. */
export type LabState = z.infer<typeof labState>;

/**
 * The state of the lab in `paths`; undefined when it is down.
 *
 * @throws FwError `E_LAB_STALE` when the file is not one of this version's, `E_IO` when it may
 * be somebody else's
 */
export async function readState(paths: LabPaths): Promise<LabState | undefined> {
  if (!(await requireLabFolder(paths))) return undefined;
  const text = await readOwnFile(paths.state, "mine");
  if (text === undefined) return undefined;
  try {
    return labState.parse(JSON.parse(text));
  } catch (cause) {
    throw new FwError("E_LAB_STALE", `${paths.state} is not the state of a lab of this version`, {
      place: paths.state,
      hint: `end it, with its disks: fw down --purge --lab ${basename(paths.dir)}`,
      cause,
    });
  }
}

/** What is needed to end a lab: its namespace, and its nodes where they are known. */
export type LabRemains = Pick<LabState, "namespace"> & Partial<Pick<LabState, "model">>;

const labRemains = labState.pick({ namespace: true }).loose();

/** The processes of a lab whose state is otherwise not understood; undefined when nothing is. */
export async function readRemains(paths: LabPaths): Promise<LabRemains | undefined> {
  const text = await readOwnFile(paths.state, "mine");
  try {
    const { namespace } = labRemains.parse(JSON.parse(text ?? ""));
    return { namespace };
  } catch {
    return undefined;
  }
}

/** Replaces the state in one step. */
export async function writeState(paths: LabPaths, state: LabState): Promise<void> {
  await makeFolder(paths.dir, 0o700);
  await requireLabFolder(paths);
  const next = `${paths.state}.new`;
  await writeFile(next, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  await rename(next, paths.state);
}

/** Writes down that the lab is down. */
export async function removeState(paths: LabPaths): Promise<void> {
  await rm(paths.state, { force: true });
}

/** The names of this user's labs that are not down. */
export async function listLabs(io: Pick<Io, "env" | "cwd">): Promise<readonly string[]> {
  const names = await labsIn(io);
  const states = await Promise.all(names.map((name) => readState(labPaths(io, name))));
  return names.filter((_, index) => states[index] !== undefined).toSorted();
}
