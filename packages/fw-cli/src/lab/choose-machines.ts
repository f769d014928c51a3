import type { Image as ImageSettings, Model, TimingProfile } from "fw-config";

import { requireKernelFeatures } from "../drivers/netns/kernel-features.ts";
import { netnsRequirements } from "../drivers/netns/requirements.ts";
import type { StepRunner } from "../events.ts";
import { chooseAccelerator } from "../host/accelerator.ts";
import { requireTun } from "../host/tun.ts";
import { bootableImage, requireBootable } from "../image/image.ts";
import { recipeFor } from "../image/recipe.ts";
import { imageName, type ImageVariant } from "../image/variant.ts";
import type { Io } from "../io.ts";
import { ensurePackages } from "../packages/ensure-packages.ts";
import { installCommand } from "../packages/packages.ts";
import { hostRequirements, type Requirement } from "../packages/requirements.ts";
import { remoteScreenRequirements } from "../spice/requirements.ts";
import { lackingForUsb } from "../usb/requirements.ts";
import { imagesOfKeptDisks, type LabImage, type LabImages } from "./disks.ts";
import { imageOf, machinesWithDesktop, neededVariants, nodeVariants } from "./node-images.ts";
import { type LabPaths, requireSocketPaths } from "./paths.ts";
import type { Machines } from "./state.ts";

/** What the user says about the machines. */
export interface MachineOptions {
  readonly driver: Machines["driver"];
  readonly accel: "auto" | "kvm" | "tcg";
  /** Install packages without asking. */
  readonly yes: boolean;
  /** What is to run. */
  readonly model: Model;
}

/** What this host needs to run the nodes by a driver; where none are known, what all need. */
export function requirementsOf(
  driver: Machines["driver"],
  model: Pick<Model, "nodes"> | undefined,
): readonly Requirement[] {
  if (driver === "netns") return netnsRequirements;
  const remote = model?.nodes.some(({ vm }) => vm?.spice?.remote !== undefined);
  return [...hostRequirements, ...(remote ? remoteScreenRequirements : [])];
}

/** Makes sure that this host can run nodes as the user wants, and decides what is left open. */
export async function chooseMachines(
  io: Io,
  paths: LabPaths,
  { driver, accel: wanted, yes, model }: MachineOptions,
  step: StepRunner,
): Promise<Machines> {
  // Nothing is installed or built for machines that could not be reached.
  if (driver === "qemu") requireSocketPaths(paths, machineNames(model));
  await ensurePackages(io, yes, step, requirementsOf(driver, model));
  if (driver === "netns") {
    await requireKernelFeatures(model);
    await sayWhatIsLeftOut(model, step);
    return { driver };
  }
  await suggestForUsb(io, model, step);
  await requireTun();
  const images = await chooseImages(io, paths, model, step);
  const { env, signal } = io;
  // Any of them shows whether the host can run machines; the first one is the smallest.
  const { kernel, initrd } = imageOf(images, neededVariants(model)[0] ?? "base");
  const { accel, reason } = await step("accelerator", async (report) => {
    const found = await chooseAccelerator({ wanted, kernel, initrd, env, signal });
    report.result(`${found.accel}: ${found.reason}`);
    return found;
  });
  return { driver, accel, accelReason: reason, images };
}

/** A namespace has no screen. */
async function sayWhatIsLeftOut(model: Model, step: StepRunner): Promise<void> {
  const names = machinesWithDesktop(model);
  if (names.length === 0) return;
  await step("desktop", async (report) =>
    report.result(`left out, as a namespace has no screen: ${names.join(", ")}`),
  );
}

async function suggestForUsb({ env }: Io, model: Model, step: StepRunner): Promise<void> {
  const lacking = await lackingForUsb(env, model);
  if (lacking.length === 0) return;
  const install = installCommand(lacking, process.getuid?.() === 0).join(" ");
  await step("USB devices of this host", async (report) =>
    report.warn(`fw usb attach needs ${lacking.join(", ")}, which is not installed`, install),
  );
}

function machineNames({ nodes }: Model): readonly string[] {
  return nodes.filter(({ vm }) => vm !== undefined).map(({ name }) => name);
}

/** The timing profile that belongs to the machines. */
export function profileOf(machines: Machines): TimingProfile {
  return machines.driver === "netns" ? "netns" : machines.accel;
}

/** Kept disks hold what differs from their image, byte by byte: they fit no other. */
const MAKE_ANEW =
  "remove the disks that belong to it, and make it anew: fw down --purge, fw image build";

/** The images that the machines need, one after the other. */
async function chooseImages(
  io: Io,
  paths: LabPaths,
  model: Model,
  step: StepRunner,
): Promise<LabImages> {
  const kept = await imagesOfKeptDisks(paths, nodeVariants(model));
  const images: Partial<Record<ImageVariant, LabImage>> = {};
  for (const variant of neededVariants(model)) {
    images[variant] = await chooseImage(io, variant, model.image, kept[variant], step);
  }
  return images;
}

/** The image that kept disks need, else the one that the config asks for. */
async function chooseImage(
  { env, signal }: Io,
  variant: ImageVariant,
  settings: ImageSettings,
  kept: LabImage | undefined,
  step: StepRunner,
): Promise<LabImage> {
  return step(imageName(variant), async (report) => {
    const onEvent = ({ percent, message }: { percent: number; message: string }): void =>
      report.progress(`${percent} % ${message}`);
    if (kept) await requireBootable(kept, MAKE_ANEW);
    const recipe = recipeFor(settings, variant);
    const image = kept ?? (await bootableImage({ env, signal, onEvent }, recipe));
    report.result(kept ? `${kept.id}, of the disks kept from the last run` : image.id);
    const { id, disk, kernel, initrd } = image;
    return { id, disk, kernel, initrd };
  });
}
