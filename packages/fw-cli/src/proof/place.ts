import type { Config, Model, TimingProfile } from "fw-config";

import type { Context } from "../context.ts";
import { type EventSink, stepRunner } from "../events.ts";
import { acquireLock } from "../host/lock.ts";
import type { Io } from "../io.ts";
import { chooseMachines, type MachineOptions } from "../lab/choose-machines.ts";
import { loadConfig, modelOf } from "../lab/config-file.ts";
import { down } from "../lab/down.ts";
import { requireLabFolder } from "../lab/lab-folder.ts";
import { proofLabName } from "../lab/lab-name.ts";
import { labPaths, type LabPaths } from "../lab/paths.ts";
import { requireRunnable } from "../lab/runnable.ts";
import { readState } from "../lab/state.ts";
import { ensurePackages } from "../packages/ensure-packages.ts";
import type { LabPlace } from "./own-lab.ts";
import { testerRequirements } from "./requirements.ts";
import type { Pace } from "./traffic/trial-flows.ts";

/** What every proof can be told about its lab. */
export interface PlaceOptions extends Omit<MachineOptions, "model"> {
  /** Milliseconds between two adverts; absent: the config's own, or the profile's. */
  readonly advertMs: number | undefined;
  readonly profile: TimingProfile | undefined;
}

/** A config to prove, and where its labs are kept. */
export interface Provable {
  readonly config: Config;
  /** The lab that the config describes as it stands, for what it asks of the host. */
  readonly model: Model;
  readonly paths: LabPaths;
}

/** Reads the config; a lab of its own stands beside the one that `fw up` makes of it. */
export async function loadProvable(
  context: Context,
  advertMs: number | undefined,
): Promise<Provable> {
  const loaded = await loadConfig(context.io, context.config);
  const { config, model } = modelOf(loaded, "hardware");
  requireRunnable(loaded.file, model);
  const { ha } = config;
  const proven =
    advertMs === undefined
      ? config
      : { ...config, ha: { ...ha, vrrp: { ...ha.vrrp, advertIntervalMs: advertMs } } };
  return { config: proven, model, paths: labPaths(context.io, proofLabName(config.name)) };
}

/**
 * Makes sure that the proof can run here and is the only one of its lab, and calls `work`. What a
 * killed proof left is cleared first; when this one is interrupted, its lab is gone before it ends.
 *
 * @throws FwError `E_LAB_BUSY` while another process proves the same lab
 */
export async function atProofPlace<T>(
  io: Io,
  { config, model, paths }: Provable,
  options: PlaceOptions,
  sink: EventSink,
  work: (place: Omit<LabPlace, "step">) => Promise<T>,
): Promise<T> {
  const { signal } = io;
  await requireLabFolder(paths);
  await using _ = await acquireLock(paths.lock, `lab ${config.name}`, { doing: "proven" });
  const step = stepRunner(sink, signal);
  await ensurePackages(io, options.yes, step, testerRequirements);
  if ((await readState(paths)) !== undefined) {
    await step("clear what a killed proof left", () => down(paths, { purge: true, step }));
  }
  const machines = await chooseMachines(io, paths, { ...options, model }, step);
  try {
    // Awaited here, because the lock ends with this function.
    return await work({ paths, machines, signal, ...timersOf(options) });
  } finally {
    if (signal.aborted) io.stderr.write("the proof's lab was removed; nothing is left of it\n");
  }
}

/** What the testers send: a firewall whose processor is emulated forwards only so much. */
export function loadOf({ machines }: Pick<LabPlace, "machines">): {
  readonly tcpIntervalMs?: number;
  readonly pace?: Pace;
} {
  const emulated = machines.driver === "qemu" && machines.accel === "tcg";
  return emulated ? { tcpIntervalMs: 200, pace: { udpMs: 10, pingMs: 50, admitMs: 200 } } : {};
}

function timersOf({ profile }: PlaceOptions): Pick<LabPlace, "timers"> {
  return profile === undefined ? {} : { timers: profile };
}
