import { FwError } from "../errors.ts";
import { chooseAccelerator } from "../host/accelerator.ts";
import { namespaceCommand } from "../host/namespace.ts";
import { networkPlan } from "../host/network.ts";
import { installCommand, missingPackages } from "../host/packages.ts";
import { requireTun } from "../host/tun.ts";
import { ensureImage, planImage } from "../image/image.ts";
import { type LoadedConfig, loadConfig, modelOf } from "../lab/config-file.ts";
import { imageOfKeptDisks, type LabImage } from "../lab/disks.ts";
import { stepRunner, type StepRunner } from "../lab/events.ts";
import type { Lab } from "../lab/lab.ts";
import { acquireLock } from "../lab/lock.ts";
import { labPaths, type LabPaths } from "../lab/paths.ts";
import { labStatus } from "../lab/status.ts";
import { bringUp, existingLab, type LabPlan } from "../lab/up.ts";
import { nextCommands } from "../ui/next-commands.ts";
import { progressView } from "../ui/progress.ts";
import { statusTable } from "../ui/status-table.ts";
import { type Context, printResult } from "./context.ts";
import { ensurePackages } from "./ensure-packages.ts";

/** How `fw up` was called. */
export interface UpOptions {
  readonly accel: "auto" | "kvm" | "tcg";
  /** Install packages without asking. */
  readonly yes: boolean;
  /** Leave a lab that fails for looking at. */
  readonly keepFailed: boolean;
}

/** `fw up`: packages, image, namespace, machines, proof. */
export async function upCommand(context: Context, options: UpOptions): Promise<void> {
  const loaded = await loadConfig(context.io, context.config);
  // A config that is wrong is refused before anything is installed or built.
  const { name } = modelOf(loaded, "hardware").model;
  const paths = labPaths(context.io, name);
  if (context.dryRun) return printPlan(context, loaded, paths);

  const lab = await upUnderLock(context, loaded, paths, options);
  const status = await labStatus(lab);
  printResult(context, status, () => {
    const table = statusTable(status, context.io.stdout);
    return `\n${table}\n\n${nextCommands(lab.model, paths, context.io.env)}`;
  });
}

async function upUnderLock(
  context: Context,
  loaded: LoadedConfig,
  paths: LabPaths,
  options: UpOptions,
): Promise<Lab> {
  const { io } = context;
  await using _ = await acquireLock(paths.lock, `the lab in ${paths.dir}`);
  using view = progressView(io, context.json);
  const step = stepRunner(view.sink, io.signal);
  const existing = await existingLab(paths, loaded.file, loaded.text, step);
  if (existing !== undefined) return existing;

  await ensurePackages(io, options.yes, step);
  await requireTun();
  const image = await chooseImage(context, paths, step);
  const plan = await decide(context, loaded, image, options, step);
  // Awaited here, because the lock and the view end with this function.
  return await bringUp(paths, plan, step, io.signal);
}

/** The image that kept disks need, else the one of the current recipe. */
async function chooseImage(
  { io: { env, signal } }: Context,
  paths: LabPaths,
  step: StepRunner,
): Promise<LabImage> {
  return step("base image", async (report) => {
    const kept = await imageOfKeptDisks(paths);
    const onEvent = ({ percent, message }: { percent: number; message: string }): void =>
      report.progress(`${percent} % ${message}`);
    const image = kept ?? (await ensureImage({ env, signal, onEvent }));
    report.result(kept ? `${kept.id}, of the disks kept from the last run` : image.id);
    const { id, disk, kernel, initrd } = image;
    return { id, disk, kernel, initrd };
  });
}

async function decide(
  { io: { env, signal } }: Context,
  loaded: LoadedConfig,
  image: LabImage,
  options: UpOptions,
  step: StepRunner,
): Promise<LabPlan> {
  const { kernel, initrd } = image;
  const { accel, reason } = await step("accelerator", async (report) => {
    const found = await chooseAccelerator({ wanted: options.accel, kernel, initrd, env, signal });
    report.result(`${found.accel}: ${found.reason}`);
    return found;
  });
  return {
    configFile: loaded.file,
    configText: loaded.text,
    model: modelOf(loaded, accel).model,
    accel,
    accelReason: reason,
    image,
    user: process.getuid?.() !== 0,
    keepFailed: options.keepFailed,
  };
}

async function printPlan(context: Context, loaded: LoadedConfig, paths: LabPaths): Promise<void> {
  const { env, signal } = context.io;
  const packages = await missingPackages(env);
  const { model } = modelOf(loaded, "tcg");
  const image = await planImage({ env, signal }).catch((error: FwError) => error);
  const buildsImage = !(image instanceof FwError) && !image.cached;
  const plan = {
    lab: model.name,
    dir: paths.dir,
    install: packages.length > 0 ? installCommand(packages, process.getuid?.() === 0) : [],
    image: image instanceof FwError ? image.message : image,
    network: networkPlan(model),
    machines: model.nodes.filter(({ vm }) => vm !== undefined).map(({ name }) => name),
  };
  printResult(context, plan, () =>
    [
      ...(plan.install.length > 0 ? [plan.install.join(" ")] : []),
      ...(buildsImage ? image.commands.map((argv) => argv.join(" ")) : []),
      namespaceCommand(process.getuid?.() !== 0).join(" "),
      ...plan.network.map((line) => `ip ${line}`),
      ...plan.machines.map((name) => `qemu-system-x86_64 -name guest=${model.name}/${name} …`),
      `everything is kept in ${paths.dir}`,
    ].join("\n"),
  );
}
