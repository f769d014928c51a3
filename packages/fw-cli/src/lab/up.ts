import { rm } from "node:fs/promises";

import { type Artifact, type Model, render } from "fw-config";

import { FwError } from "../errors.ts";
import { createNamespace, destroyNamespace } from "../host/namespace.ts";
import { buildNetwork } from "../host/network.ts";
import { ensureDisk, type LabImage, noteImageOfDisks } from "./disks.ts";
import { clear } from "./down.ts";
import type { StepRunner } from "./events.ts";
import { startLabHost } from "./lab-host.ts";
import { isRunning, type Lab, labFromState, runAs } from "./lab.ts";
import type { LabPaths } from "./paths.ts";
import { type Role, waitForRole, waitForStateSync, waitForSystem } from "./readiness.ts";
import { writeArtifacts, writeSeed } from "./seed.ts";
import { type LabState, readState, writeState } from "./state.ts";
import { verifyLab } from "./verify.ts";

/** What a lab is made from, once everything has been decided. */
export interface LabPlan {
  readonly configFile: string;
  readonly configText: string;
  readonly model: Model;
  readonly accel: "kvm" | "tcg";
  readonly accelReason: string;
  readonly image: LabImage;
  /** Whether to make a user namespace: the user is not root. */
  readonly user: boolean;
  /** Whether a lab that fails is left as it is, to be looked at. */
  readonly keepFailed: boolean;
}

/**
 * What stands in the way of a new lab of that name: nothing, the same lab
 * already up (it is returned), or another one (an error).
 *
 * @throws FwError `E_LAB_EXISTS` when a lab of that name runs from another config.
 */
export async function existingLab(
  paths: LabPaths,
  configFile: string,
  configText: string,
  step: StepRunner,
): Promise<Lab | undefined> {
  const state = await readState(paths);
  if (state === undefined) return undefined;
  if (state.phase === "starting" || !(await isRunning(state))) {
    await step("clear what an interrupted lab left", () => clear(paths, state));
    return undefined;
  }
  if (state.configFile === configFile && state.configText === configText) {
    return labFromState(paths, state);
  }
  const why =
    state.configFile === configFile
      ? `${configFile} has changed since`
      : `it was started from ${state.configFile}`;
  throw new FwError("E_LAB_EXISTS", `a lab called ${state.name} is up already: ${why}`, {
    hint: `end it first: fw down --lab ${state.name}, or give this one another name`,
  });
}

/** Builds, boots and verifies the lab; when that fails or is interrupted, nothing of it stays but its logs. */
export async function bringUp(
  paths: LabPaths,
  plan: LabPlan,
  step: StepRunner,
  signal: AbortSignal,
): Promise<Lab> {
  const state = await step("make the lab's namespace", () => makeNamespace(paths, plan));
  try {
    const lab = labFromState(paths, state);
    await step("bridges, taps and addresses", () => buildNetwork(state.namespace, lab.model));
    await step("render and pack the files", () => prepareNodes(lab, render(lab.model)));
    await startServers(lab, step);
    await boot(lab, step, signal);
    await step("verify", (report) => verifyLab(lab, report, signal));
    const up: LabState = { ...state, phase: "up" };
    await writeState(paths, up);
    return { ...lab, state: up };
  } catch (error) {
    // An interrupted `up` is always cleared: whoever pressed Ctrl-C wants nothing more of it.
    if (!plan.keepFailed || signal.aborted) await clear(paths, state);
    throw error;
  }
}

async function makeNamespace(paths: LabPaths, plan: LabPlan): Promise<LabState> {
  const namespace = await createNamespace(plan.user);
  const state: LabState = {
    version: 1,
    name: plan.model.name,
    configFile: plan.configFile,
    configText: plan.configText,
    model: plan.model,
    driver: "qemu",
    accel: plan.accel,
    accelReason: plan.accelReason,
    image: plan.image,
    namespace,
    phase: "starting",
    startedAt: new Date().toISOString(),
  };
  try {
    await writeState(paths, state);
    return state;
  } catch (error) {
    await destroyNamespace(namespace);
    throw error;
  }
}

async function prepareNodes(lab: Lab, artifacts: readonly Artifact[]): Promise<void> {
  await rm(lab.paths.artifacts, { recursive: true, force: true });
  await writeArtifacts(artifacts, lab.paths.artifacts);
  await noteImageOfDisks(lab.paths, lab.state.image);
  for (const { name, vm } of lab.model.nodes) {
    if (vm === undefined) continue;
    await ensureDisk(lab.paths, name, lab.state.image);
    const files = artifacts.filter((artifact) => artifact.host === name);
    await writeSeed(
      `${lab.paths.artifacts}/${name}`,
      files.map((artifact) => artifact.path),
      lab.paths.node(name).seed,
    );
  }
}

async function startServers(lab: Lab, step: StepRunner): Promise<void> {
  for (const node of lab.model.nodes.filter((candidate) => candidate.kind === "lab-host")) {
    const [address] = (node.interfaces[0]?.addresses[0] ?? "").split("/");
    if (!address) continue;
    const { namespace } = lab.state;
    await step(`servers of ${node.name}`, () =>
      startLabHost(namespace, address, lab.paths.serverLog, runAs(namespace)),
    );
  }
}

/**
 * The first firewall has a head start, and so becomes primary: its peer starts
 * when the first one's system answers. What fails first ends the others' waiting.
 */
async function boot(lab: Lab, step: StepRunner, signal: AbortSignal): Promise<void> {
  const { model, driver } = lab;
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  const bootOne = (name: string, answers?: () => void): Promise<void> =>
    step(`boot ${name}`, async () => {
      await driver.start(name);
      await driver.waitForCommands(name, stop);
      answers?.();
      await waitForSystem(driver, name, stop);
    });
  const takeRole = (name: string, role: Role): Promise<void> =>
    step(`${name} becomes ${role}`, async () => {
      await waitForRole(driver, name, [role], stop);
      await waitForStateSync(driver, name, model.ha.syncInterface, stop);
    });

  const names = (firewall: boolean): readonly string[] =>
    model.nodes
      .filter(({ vm, kind }) => vm !== undefined && (kind === "firewall") === firewall)
      .map(({ name }) => name);
  const [first, ...backups] = names(true);
  const headStart = signalled();
  const work = [
    ...names(false).map((name) => bootOne(name)),
    ...(first === undefined
      ? []
      : [bootOne(first, headStart.give).then(() => takeRole(first, "primary"))]),
    ...backups.map(async (name) => {
      await headStart.given;
      await bootOne(name);
      await takeRole(name, "backup");
    }),
  ].map((task) =>
    task.catch((error: unknown) => {
      failure.abort(error);
      headStart.give();
      throw error;
    }),
  );
  // All settle before an error is passed on, so that nothing still works on a lab that is cleared.
  const results = await Promise.allSettled(work);
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failure.signal.reason ?? failed.reason;
}

function signalled(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}
