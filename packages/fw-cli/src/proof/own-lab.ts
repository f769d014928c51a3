import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Artifact, type Config, type Model, resolve, type TimingProfile } from "fw-config";

import { FwError } from "../errors.ts";
import { type StepRunner, stepRunner } from "../events.ts";
import { destroyNamespace } from "../host/namespace.ts";
import { converged } from "../lab/converged.ts";
import { down } from "../lab/down.ts";
import type { Lab } from "../lab/lab.ts";
import { labPaths, type LabPaths } from "../lab/paths.ts";
import type { Machines } from "../lab/state.ts";
import { bringUp } from "../lab/up.ts";
import { never } from "../wait-until.ts";
import { withoutRemoteScreens } from "./without-remote-screens.ts";

/** Where the labs of a proof run, one after the other, and what is reported of them. */
export interface LabPlace {
  readonly paths: LabPaths;
  readonly machines: Machines;
  /** Whose timers; absent: those that belong to the machines. */
  readonly timers?: TimingProfile;
  readonly step: StepRunner;
  readonly signal: AbortSignal;
}

/** A lab that exists for one proof. */
export interface OwnLab extends Lab {
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Brings up the pair alone and returns when it has converged. The lab ends with this program, and
 * is written down like any other, so that `fw down` removes the files that a killed proof has left.
 *
 * @param change alters a rendered file before it is used, to see what the proof says to it
 * @param place default: namespaces, in a folder of their own
 */
export async function startOwnLab(
  config: Config,
  change?: (artifact: Artifact) => Artifact,
  place?: LabPlace,
): Promise<OwnLab> {
  const { paths, machines, timers, step, signal } = place ?? (await temporaryPlace(config));
  const plan = {
    configFile: "",
    configText: "",
    model: withoutRemoteScreens(modelOf(config, machines, timers)),
    machines,
    scope: "pair" as const,
    user: process.getuid?.() !== 0,
    keepFailed: false,
    lifetime: "with-program" as const,
    ...(timers && { timers }),
    ...(change && { change }),
  };
  const purge = async (): Promise<void> => void (await down(paths, { purge: true, step: silent }));
  const lab = await bringUp(paths, plan, step, signal).catch(async (error: unknown) => {
    // The logs of a lab that failed stay, unless nobody would look for them.
    if (signal.aborted || place === undefined) await purge();
    throw error;
  });
  // A trial lasts for seconds. Without its lab it fails at once, and who pressed Ctrl-C need not wait.
  const cutShort = (): void => void destroyNamespace(lab.state.namespace).catch(() => undefined);
  signal.addEventListener("abort", cutShort, { once: true });
  const end = async (): Promise<void> => {
    signal.removeEventListener("abort", cutShort);
    await purge();
  };
  try {
    await converged(lab);
    return { ...lab, [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  }
}

const silent: StepRunner = stepRunner(() => undefined, never);

async function temporaryPlace({ name }: Config): Promise<LabPlace> {
  const stateDir = await mkdtemp(join(tmpdir(), "fw-proof-"));
  const paths = labPaths({ env: { FW_STATE_DIR: stateDir }, cwd: "/" }, name);
  return { paths, machines: { driver: "netns" }, step: silent, signal: never };
}

function modelOf(config: Config, machines: Machines, timers: TimingProfile | undefined): Model {
  const profile = machines.driver === "netns" ? "netns" : machines.accel;
  const { model, diagnostics } = resolve(config, { profile, timers: timers ?? profile });
  if (model !== undefined) return model;
  const said = diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n");
  throw new FwError("E_CONFIG", `the configuration cannot be proven:\n${said}`);
}
