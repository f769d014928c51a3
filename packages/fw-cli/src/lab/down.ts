import { rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";

import type { FwError } from "../errors.ts";
import { destroyNamespace } from "../host/namespace.ts";
import type { StepRunner } from "./events.ts";
import { isRunning, labFromState } from "./lab.ts";
import type { LabPaths } from "./paths.ts";
import { type LabState, readState, removeState } from "./state.ts";

const SHUTDOWN_MS = 20_000;

/**
 * Ends a lab: its machines' systems shut down (with `purge` they just stop), then every
 * process, interface and runtime file goes. Disks and console logs stay unless
 * `purge` is set.
 */
export async function down(paths: LabPaths, purge: boolean, step: StepRunner): Promise<void> {
  const state = await readState(paths).catch((error: FwError) => {
    if (purge) return undefined;
    throw error;
  });
  if (state !== undefined) {
    // A node that is a namespace has no disk that could be left in disorder.
    const hasDisks = state.machines.driver === "qemu";
    if (!purge && hasDisks && (await isRunning(state)))
      await step("shut the systems down", () => shutDown(paths, state));
    await step("remove the lab's namespace", () => clear(paths, state));
  }
  if (purge) await step("remove disks and logs", () => purgeFiles(paths));
}

async function shutDown(paths: LabPaths, state: LabState): Promise<void> {
  const { model, driver } = await labFromState(paths, state);
  const machines = model.nodes.filter((node) => node.vm !== undefined);
  await Promise.all(
    machines.map(async ({ name }) => {
      if ((await driver.state(name)) !== "off") await driver.shutdown(name, SHUTDOWN_MS);
    }),
  );
}

/** Ends what runs and removes what only a running lab has; what a crashed command left goes the same way. */
export async function clear(paths: LabPaths, state: LabState): Promise<void> {
  await destroyNamespace(state.namespace);
  const nodes = state.model.nodes.filter((node) => node.vm !== undefined);
  const perNode = nodes.flatMap(({ name }) => {
    const { seed, qmp, qga, console, pidFile, init } = paths.node(name);
    return [seed, qmp, qga, console, pidFile, init];
  });
  const leftovers = [...perNode, paths.artifacts, paths.serverLog];
  await Promise.all(leftovers.map((file) => rm(file, { recursive: true, force: true })));
  await removeState(paths);
}

async function purgeFiles(paths: LabPaths): Promise<void> {
  await rm(paths.dir, { recursive: true, force: true });
  // The directory of all labs goes with its last lab; ENOTEMPTY means that it was not the last.
  await rmdir(dirname(paths.dir)).catch(() => undefined);
}
