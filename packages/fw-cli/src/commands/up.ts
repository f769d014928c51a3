import { resolve } from "fw-config";

import { FwError } from "../errors.ts";
import { chooseAccelerator } from "../host/accelerator.ts";
import { ensureHostPackages } from "../host/packages.ts";
import { ensureImage } from "../image/image.ts";
import { configError, type LoadedConfig, loadConfig } from "../lab/config-file.ts";
import { imageOfKeptDisks } from "../lab/disks.ts";
import { stepRunner, type StepRunner } from "../lab/events.ts";
import type { Lab } from "../lab/lab.ts";
import { acquireLock } from "../lab/lock.ts";
import { labPaths, type LabPaths } from "../lab/paths.ts";
import { labStatus } from "../lab/status.ts";
import { bringUp, existingLab, type LabPlan } from "../lab/up.ts";
import { progressView } from "../ui/progress.ts";
import { statusTable } from "../ui/status-table.ts";
import { type Context, printResult } from "./context.ts";

/** How `fw up` was called. */
export interface UpOptions {
  readonly accel: "auto" | "kvm" | "tcg";
  readonly yes: boolean;
}

/** `fw up`: packages, image, namespace, machines, proof. */
export async function upCommand(context: Context, options: UpOptions): Promise<void> {
  const loaded = await loadConfig(context.io, context.config);
  const name = validName(loaded);
  const paths = labPaths(context.io, name);
  if (context.dryRun) return printPlan(context, loaded, paths, options);

  const lab = await upUnderLock(context, loaded, paths, options);
  const status = await labStatus(lab);
  printResult(context, status, () => `${statusTable(status, context.io.stdout)}\n\n${nextCommands(lab)}`);
}

async function upUnderLock(
  context: Context,
  loaded: LoadedConfig,
  paths: LabPaths,
  options: UpOptions,
): Promise<Lab> {
  await using _ = await acquireLock(paths.lock, `lab ${loaded.config?.name}`);
  using view = progressView(context.io, context.json);
  const step = stepRunner(view.sink, context.io.signal);
  const existing = await existingLab(paths, loaded.file, loaded.text, step);
  if (existing !== undefined) return existing;
  const plan = await decide(context, loaded, paths, options, step);
  return bringUp(paths, plan, step, context.io.signal);
}
