import type { Model } from "fw-config";

import type { Driver } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";
import { isAlive } from "../host/process-identity.ts";
import type { Io } from "../io.ts";
import { labPaths, type LabPaths } from "./paths.ts";
import { listLabs, type LabState, readState } from "./state.ts";

/** A lab that runs: what it is, where it is, and how to drive it. */
export interface Lab {
  readonly state: LabState;
  readonly paths: LabPaths;
  readonly model: Model;
  readonly driver: Driver;
}

/** The unprivileged user and group (Debian's nobody and nogroup) that root's machines and servers become. */
const NOBODY = "65534:65534";

/** What machines and servers run as: somebody without rights, unless the user is nobody special anyway. */
export function runAs(namespace: { readonly user: boolean }): string | undefined {
  return namespace.user ? undefined : NOBODY;
}

/** Puts a lab together from what was written down about it. */
export async function labFromState(paths: LabPaths, state: LabState): Promise<Lab> {
  return { state, paths, model: state.model, driver: await driverOf(paths, state) };
}

/** Only the driver that is used is loaded. */
async function driverOf(
  paths: LabPaths,
  { model, namespace, machines }: LabState,
): Promise<Driver> {
  if (machines.driver === "netns") {
    const { createNetnsDriver } = await import("../drivers/netns/netns-driver.ts");
    return createNetnsDriver({ model, paths, namespace });
  }
  const { createQemuDriver } = await import("../drivers/qemu/qemu-driver.ts");
  const { accel, image } = machines;
  const { kernel, initrd } = image;
  const qemu = { accel, kernel, initrd, runAs: runAs(namespace) };
  return createQemuDriver({ model, paths, namespace, ...qemu });
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
  return labFromState(paths, state);
}

async function onlyLab(io: Io): Promise<string> {
  const names = await listLabs(io);
  const [first] = names;
  if (first === undefined) throw notRunning(undefined);
  if (names.length === 1) return first;
  throw new FwError("E_USAGE", `several labs are up: ${names.join(", ")}`, {
    hint: `choose one: --lab ${first}`,
    exitCode: 2,
  });
}

function notRunning(name: string | undefined): FwError {
  const what = name === undefined ? "no lab is up" : `lab ${name} is not up`;
  return new FwError("E_LAB_NOT_RUNNING", what, { hint: "start one with: fw up" });
}
