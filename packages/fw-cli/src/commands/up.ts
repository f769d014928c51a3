import type { TimingProfile } from "fw-config";

import type { Context } from "../context.ts";
import { stepRunner } from "../events.ts";
import { acquireLock } from "../host/lock.ts";
import { chooseMachines, type MachineOptions, profileOf } from "../lab/choose-machines.ts";
import { type LoadedConfig, loadConfig, modelOf } from "../lab/config-file.ts";
import { requireLabFolder } from "../lab/lab-folder.ts";
import type { Lab } from "../lab/lab.ts";
import { labPaths, type LabPaths } from "../lab/paths.ts";
import { requireRunnable } from "../lab/runnable.ts";
import { checkScheduling, type Scheduling, type SchedulingOptions } from "../lab/scheduling.ts";
import type { Machines } from "../lab/state.ts";
import { labStatus } from "../lab/status.ts";
import { upPlan } from "../lab/up-plan.ts";
import { bringUp, existingLab } from "../lab/up.ts";
import { nextCommands } from "../ui/next-commands.ts";
import { printResult } from "../ui/print.ts";
import { progressView } from "../ui/progress.ts";
import { statusTable } from "../ui/status-table.ts";

/** How `fw up` was called. */
export interface UpOptions extends Omit<MachineOptions, "driver" | "model"> {
  /** Absent: what a lab that is up has, else qemu. */
  readonly driver: Machines["driver"] | undefined;
  /** Whose timers; absent: those that belong to the machines. */
  readonly profile: TimingProfile | undefined;
  /** Leave a lab that fails for looking at. */
  readonly keepFailed: boolean;
  /** Start no lab on a host that cannot bear its adverts' interval. */
  readonly strict: boolean;
  /** How late this host wakes processes; default: it is measured. */
  readonly measure?: SchedulingOptions["measure"];
}

/** The lab, and what was measured for it: nothing when it was up already. */
interface UpResult {
  readonly lab: Lab;
  readonly scheduling: Scheduling | null;
}

/** `fw up`: packages, image, namespace, machines, proof. */
export async function upCommand(context: Context, options: UpOptions): Promise<void> {
  const loaded = await loadConfig(context.io, context.config);
  // A config that is wrong is refused before anything is installed or built.
  const { model } = modelOf(loaded, "hardware");
  requireRunnable(loaded.file, model);
  const paths = labPaths(context.io, model.name);
  if (context.dryRun) {
    const { json, lines } = await upPlan(context.io, loaded, paths, options.driver ?? "qemu");
    printResult(context, json, () => lines.join("\n"));
    return;
  }

  const { lab, scheduling } = await upUnderLock(context, loaded, paths, options);
  const status = await labStatus(lab);
  printResult(context, { ...status, scheduling }, () => {
    const table = statusTable(status, context.io.stdout);
    return `\n${table}\n\n${nextCommands({ ...lab, driver: lab.state.machines.driver }, context.io.env)}`;
  });
}

async function upUnderLock(
  context: Context,
  loaded: LoadedConfig,
  paths: LabPaths,
  options: UpOptions,
): Promise<UpResult> {
  const { io } = context;
  await requireLabFolder(paths);
  await using _ = await acquireLock(paths.lock, `the lab in ${paths.dir}`);
  using view = progressView(io, context.json);
  const step = stepRunner(view.sink, io.signal);
  const existing = await existingLab(paths, { ...loaded, ...options }, step);
  if (existing !== undefined) return { lab: existing, scheduling: null };

  const { model } = modelOf(loaded, "hardware");
  const wanted = { ...options, model, driver: options.driver ?? ("qemu" as const) };
  const machines = await chooseMachines(io, paths, wanted, step);
  const { model: timed, config } = modelOf(loaded, profileOf(machines), options.profile);
  const { strict, measure } = options;
  const ownInterval = config.ha.vrrp?.advertIntervalMs !== undefined;
  const asked = {
    model: timed,
    ownInterval,
    strict,
    signal: io.signal,
    ...(measure && { measure }),
  };
  const scheduling = await step("scheduling of this host", (report) =>
    checkScheduling(asked, report),
  );
  const plan = {
    configFile: loaded.file,
    configText: loaded.text,
    model: timed,
    machines,
    scope: "lab" as const,
    ...(options.profile !== undefined && { timers: options.profile }),
    user: process.getuid?.() !== 0,
    lifetime: "lasting" as const,
    keepFailed: options.keepFailed,
  };
  // Awaited here, because the lock and the view end with this function.
  return { lab: await bringUp(paths, plan, step, io.signal), scheduling };
}
