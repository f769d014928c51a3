import type { Model, Node } from "fw-config";

import type { Driver } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";
import { isAlive } from "../host/process-identity.ts";
import { unprivilegedId } from "../host/unprivileged-id.ts";
import type { Io } from "../io.ts";
import type { LabImage } from "./disks.ts";
import { imageOfNode } from "./node-images.ts";
import { labPaths, type LabPaths } from "./paths.ts";
import { listLabs, type LabState, readState } from "./state.ts";

/** A lab that runs: what it is, where it is, and how to drive it. */
export interface Lab {
  readonly state: LabState;
  readonly paths: LabPaths;
  readonly model: Model;
  readonly driver: Driver;
}

/**
 * What machines and servers run as: an unprivileged id of their own; an ordinary user keeps theirs.
 * The proxies of the screens have another id, so that no machine may touch what guards it.
 */
export async function runAs(
  { dir }: LabPaths,
  namespace: { readonly user: boolean },
  what: "machines" | "proxies" = "machines",
): Promise<string | undefined> {
  if (namespace.user) return undefined;
  const id = await unprivilegedId(what === "machines" ? dir : `${dir} ${what}`);
  return `${id}:${id}`;
}

/**
 * Puts a lab together from what was written down about it.
 *
 * @param signal ends every talk with its nodes: who has aborted it wants no answer any more
 */
export async function labFromState(
  paths: LabPaths,
  state: LabState,
  signal?: AbortSignal,
): Promise<Lab> {
  return { state, paths, model: state.model, driver: await driverOf(paths, state, signal) };
}

/** Only the driver that is used is loaded. */
async function driverOf(
  paths: LabPaths,
  { model, namespace, machines }: LabState,
  signal: AbortSignal | undefined,
): Promise<Driver> {
  if (machines.driver === "netns") {
    const { createNetnsDriver } = await import("../drivers/netns/netns-driver.ts");
    return createNetnsDriver({ model, paths, namespace, signal });
  }
  const { createQemuDriver } = await import("../drivers/qemu/qemu-driver.ts");
  const { accel, images } = machines;
  const imageOf = (node: Node): LabImage => imageOfNode(images, node);
  const users = {
    runAs: await runAs(paths, namespace),
    proxiesRunAs: await runAs(paths, namespace, "proxies"),
  };
  const qemu = { accel, imageOf, ...users };
  return createQemuDriver({ model, paths, namespace, signal, ...qemu });
}

/** Whether the lab's namespace still exists; false after a reboot or when its holder was killed. */
export async function isRunning(state: LabState): Promise<boolean> {
  return isAlive(state.namespace.holder);
}

/**
 * The running lab called `name`, or the only one there is.
 *
 * @throws FwError `E_LAB_NOT_RUNNING`, or `E_USAGE` when several run and none is named.
 */
export async function openLab(io: Io, name: string | undefined): Promise<Lab> {
  const chosen = name ?? (await onlyLab(io));
  const paths = labPaths(io, chosen);
  const state = await readState(paths);
  if (state === undefined) throw notRunning(chosen);
  if (!(await isRunning(state))) {
    throw new FwError("E_LAB_STALE", `lab ${chosen} was not ended by fw; its machines are gone`, {
      hint: "start it again with: fw up, or clear it with: fw down",
    });
  }
  return labFromState(paths, state, io.signal);
}

async function onlyLab(io: Io): Promise<string> {
  const names = await listLabs(io);
  const [first] = names;
  if (first === undefined) throw notRunning(undefined);
  if (names.length === 1) return first;
  throw new FwError("E_USAGE", `several labs are up: ${names.join(", ")}`, {
    place: "--lab",
    hint: `choose one: --lab ${first}`,
    exitCode: 2,
  });
}

function notRunning(name: string | undefined): FwError {
  const what = name === undefined ? "no lab is up" : `lab ${name} is not up`;
  return new FwError("E_LAB_NOT_RUNNING", what, {
    ...(name !== undefined && { place: "--lab", value: name }),
    hint: "start one with: fw up",
  });
}
