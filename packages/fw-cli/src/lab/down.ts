import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "../errors.ts";
import type { StepReport, StepRunner } from "../events.ts";
import { logFiles } from "../host/capped-log.ts";
import { destroyNamespace } from "../host/namespace.ts";
import { endShares } from "../usb/shares.ts";
import { isRunning, labFromState } from "./lab.ts";
import type { LabPaths } from "./paths.ts";
import { purgeFiles } from "./purge.ts";
import { type LabRemains, type LabState, readRemains, readState, removeState } from "./state.ts";

/** What a system that answers may take to shut down. */
const SHUTDOWN_MS = 20_000;
/** What all of them may take together, whatever a guest does; the hard end needs 10 s at most. */
const ORDERLY_MS = 25_000;

/** How a lab is ended. */
export interface DownOptions {
  /** Remove disks and logs too; the systems then just stop. */
  readonly purge: boolean;
  readonly step: StepRunner;
  /** When aborted, nobody waits for a system to shut down any longer. */
  readonly hurry?: AbortSignal;
}

/**
 * Ends a lab: its machines' systems shut down, then every process, interface and runtime file
 * goes, whether they did or not. Disks and console logs stay unless `purge` is set.
 *
 * @returns the files that a purge left in place, because `fw` did not make them
 */
export async function down(
  paths: LabPaths,
  { purge, step, hurry }: DownOptions,
): Promise<readonly string[]> {
  const remains = await whatIsLeft(paths, purge);
  if (remains !== undefined) {
    if (!purge && hasDisks(remains) && (await isRunning(remains)))
      await step("shut the systems down", (report) => orderly(paths, remains, report, hurry));
    await step("remove the lab's namespace", () => clear(paths, remains));
  }
  return purge ? step("remove disks and logs", () => purgeFiles(paths)) : [];
}

/** A purge also ends the lab of another version, of which no more than its processes is understood. */
async function whatIsLeft(
  paths: LabPaths,
  purge: boolean,
): Promise<LabState | LabRemains | undefined> {
  return readState(paths).catch((error: unknown) => {
    if (purge && error instanceof FwError && error.code === "E_LAB_STALE")
      return readRemains(paths);
    throw error;
  });
}

/** A node that is a namespace has no disk that could be left in disorder. */
function hasDisks(remains: LabState | LabRemains): remains is LabState {
  return "machines" in remains && remains.machines.driver === "qemu";
}

async function orderly(
  paths: LabPaths,
  state: LabState,
  report: StepReport,
  hurry: AbortSignal | undefined,
): Promise<void> {
  const ended = new AbortController();
  const enough = AbortSignal.any([ended.signal, ...(hurry ? [hurry] : [])]);
  const late = sleep(ORDERLY_MS, false, { signal: enough }).catch(() => false);
  const all = await Promise.race([shutDown(paths, state, enough).catch(() => false), late]);
  ended.abort();
  if (!all) report.result("not every one did; they are cut off");
}

async function shutDown(paths: LabPaths, state: LabState, enough: AbortSignal): Promise<boolean> {
  const { model, driver } = await labFromState(paths, state, enough);
  const machines = model.nodes.filter((node) => node.vm !== undefined);
  const results = await Promise.allSettled(
    machines.map(
      async ({ name }) =>
        (await driver.state(name)) === "off" || driver.shutdown(name, SHUTDOWN_MS),
    ),
  );
  return results.every((result) => result.status === "fulfilled" && result.value);
}

/** Ends what runs and removes what only a running lab has; what a crashed command left goes the same way. */
export async function clear(paths: LabPaths, remains: LabRemains): Promise<void> {
  const nodes = remains.model?.nodes.filter((node) => node.vm !== undefined) ?? [];
  // A program that shares a device gives it back only when it may end by itself.
  await Promise.allSettled(nodes.map(({ name }) => endShares(paths.node(name))));
  await destroyNamespace(remains.namespace);
  const perNode = nodes.flatMap(({ name }) => {
    const { seed, qmp, qga, console, pidFile, init } = paths.node(name);
    const { spice, screen, vnc, certificates } = paths.node(name);
    const files = [seed, qmp, qga, console, pidFile, init];
    return [...files, spice, screen, vnc, certificates, `${certificates}.new`];
  });
  const leftovers = [...perNode, ...logFiles(paths.serverLog)];
  const removals = await Promise.allSettled([
    ...leftovers.map((file) => rm(file, { recursive: true, force: true })),
    // Written by every `up` alone, in place of what was there.
    rm(paths.artifacts, { recursive: true, force: true }),
    ...nodes.map(({ name }) => rm(paths.node(name).usb, { recursive: true, force: true })),
  ]);
  const failed = removals.find((removal) => removal.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  await removeState(paths);
}
