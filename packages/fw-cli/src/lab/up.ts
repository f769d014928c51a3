import { basename } from "node:path";

import { type Artifact, type Model, render, type TimingProfile } from "fw-config";

import { FwError } from "../errors.ts";
import type { StepRunner } from "../events.ts";
import { createNamespace, type Lifetime, type Namespace } from "../host/namespace.ts";
import { buildNetwork } from "../host/network.ts";
import { bootNodes, startServers } from "./boot.ts";
import { clear } from "./down.ts";
import { isRunning, type Lab, labFromState } from "./lab.ts";
import type { LabPaths } from "./paths.ts";
import { prepareNodes } from "./prepare-nodes.ts";
import { requireScreenPorts } from "./screen-ports.ts";
import { type LabState, type Machines, readState, writeState } from "./state.ts";
import { verifyLab } from "./verify.ts";

/** What a lab is made from, once everything has been decided. */
export interface LabPlan {
  readonly configFile: string;
  readonly configText: string;
  readonly model: Model;
  readonly machines: Machines;
  /** The firewalls alone, or all that the config describes, which is verified then. */
  readonly scope: LabState["scope"];
  /** Whose timers the user asked for; absent: those that belong to the machines. */
  readonly timers?: TimingProfile;
  /** Whether to make a user namespace: the user is not root. */
  readonly user: boolean;
  /** Whether the lab stays when this program has ended. */
  readonly lifetime: Lifetime;
  /** Whether a lab that fails is left as it is, to be looked at. */
  readonly keepFailed: boolean;
  /** Alters a rendered file before it is used. */
  readonly change?: (artifact: Artifact) => Artifact;
}

/** A lab as it is wanted; what is absent may be anything. */
export interface WantedLab {
  readonly file: string;
  readonly text: string;
  readonly driver: Machines["driver"] | undefined;
  readonly profile: TimingProfile | undefined;
}

/**
 * What stands in the way of a new lab of that name: nothing, the same lab
 * already up (it is returned), or another one (an error).
 *
 * @throws FwError `E_LAB_EXISTS` when a lab of that name runs from another config, or otherwise
 */
export async function existingLab(
  paths: LabPaths,
  wanted: WantedLab,
  step: StepRunner,
): Promise<Lab | undefined> {
  const state = await readState(paths);
  if (state === undefined) return undefined;
  if (state.phase === "starting" || !(await isRunning(state))) {
    await step("clear what an interrupted lab left", () => clear(paths, state));
    return undefined;
  }
  const why = difference(state, wanted);
  if (why === undefined) return labFromState(paths, state);
  throw new FwError("E_LAB_EXISTS", `a lab called ${state.name} is up already: ${why}`, {
    hint: `end it first: fw down --lab ${state.name}, or give this one another name`,
  });
}

function difference(state: LabState, wanted: WantedLab): string | undefined {
  if (state.configFile !== wanted.file) return `it was started from ${state.configFile}`;
  if (state.configText !== wanted.text) return `${wanted.file} has changed since`;
  const { driver } = state.machines;
  if ((wanted.driver ?? driver) !== driver) return `it runs on ${driver}`;
  if (wanted.profile !== undefined && wanted.profile !== state.timers)
    return `it has the timers of ${state.timers ?? "its own machines"}`;
  return undefined;
}

/** Builds, boots and verifies the lab; when that fails or is interrupted, nothing of it stays but its logs. */
export async function bringUp(
  paths: LabPaths,
  plan: LabPlan,
  step: StepRunner,
  signal: AbortSignal,
): Promise<Lab> {
  if (plan.machines.driver === "qemu") await requireScreenPorts(plan.model);
  const state = await step("make the lab's namespace", () => makeNamespace(paths, plan));
  try {
    const lab = await labFromState(paths, state, signal);
    const cables = plan.machines.driver === "qemu" ? "taps" : "own";
    await step("bridges, taps and addresses", () =>
      buildNetwork(state.namespace, lab.model, cables),
    );
    await step("render and pack the files", () => {
      const artifacts = render(lab.model);
      return prepareNodes(lab, plan.change ? artifacts.map(plan.change) : artifacts);
    });
    if (plan.scope === "lab") await startServers(lab, step);
    await bootNodes(lab, step, signal);
    if (plan.scope === "lab") await step("verify", (report) => verifyLab(lab, report, signal));
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
  const { configFile, configText, model, machines, scope, timers } = plan;
  const stateOf = (namespace: Namespace): LabState => ({
    version: 1,
    name: basename(paths.dir),
    configFile,
    configText,
    model,
    machines,
    scope,
    ...(timers && { timers }),
    namespace,
    phase: "starting",
    startedAt,
  });
  const startedAt = new Date().toISOString();
  const { user, lifetime } = plan;
  const namespace = await createNamespace(user, lifetime, (made) =>
    writeState(paths, stateOf(made)),
  );
  return stateOf(namespace);
}
