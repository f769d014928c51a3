import { errorReport } from "toolkit/error-report";

import { FwError } from "../errors.ts";
import { namespaceCommand } from "../host/namespace.ts";
import { networkPlan } from "../host/network.ts";
import { type ImagePlan, planImage } from "../image/image.ts";
import { type ImageRecipe, recipeFor } from "../image/recipe.ts";
import { imageName } from "../image/variant.ts";
import type { Io } from "../io.ts";
import { installCommand, missingPackages } from "../packages/packages.ts";
import { viewerRequirement } from "../packages/requirements.ts";
import { lackingForUsb } from "../usb/requirements.ts";
import { requirementsOf } from "./choose-machines.ts";
import { type LoadedConfig, modelOf } from "./config-file.ts";
import { machinesWithDesktop, neededVariants } from "./node-images.ts";
import type { LabPaths } from "./paths.ts";
import { machinesWithScreen } from "./screens.ts";
import type { Machines } from "./state.ts";

/** What `fw up` would install, build and start. */
export interface UpPlan {
  /** As a document. */
  readonly json: object;
  /** As commands, one a line. */
  readonly lines: readonly string[];
}

/** `fw up --dry-run`: what would be installed, built and started. */
export async function upPlan(
  io: Io,
  loaded: LoadedConfig,
  paths: LabPaths,
  driver: Machines["driver"],
): Promise<UpPlan> {
  const { env } = io;
  const root = process.getuid?.() === 0;
  const { model } = modelOf(loaded, driver === "netns" ? "netns" : "tcg");
  const packages = await missingPackages(env, root, requirementsOf(driver, model));
  const viewer = await missingViewer(env, driver === "netns" ? [] : machinesWithScreen(model));
  const recipes =
    driver === "netns"
      ? []
      : neededVariants(model).map((variant) => recipeFor(model.image, variant));
  const images = await Promise.all(recipes.map((recipe) => imagePlan(io, recipe)));
  const [image] = images;
  const start =
    driver === "netns"
      ? (name: string) => `unshare --net --mount --pid --uts … the daemons of ${name}`
      : (name: string) => `qemu-system-x86_64 -name guest=${model.name}/${name} …`;
  const forUsb = driver === "netns" ? [] : await lackingForUsb(env, model);
  const suggested = [...viewer, ...forUsb];
  const suggest = suggested.length > 0 ? installCommand(suggested, root) : [];
  const namespace = namespaceCommand(!root, "lasting");
  const plan = {
    lab: model.name,
    driver,
    dir: paths.dir,
    install: packages.length > 0 ? installCommand(packages, root) : [],
    ...(suggest.length > 0 && { suggest }),
    ...(image && { image: image.json, images: images.map(({ json }) => json) }),
    network: networkPlan(model, driver === "netns" ? "own" : "taps"),
    machines: model.nodes.filter(({ vm }) => vm !== undefined).map(({ name }) => name),
  };
  return {
    json: plan,
    lines: [
      ...(plan.install.length > 0 ? [plan.install.join(" ")] : []),
      ...images.flatMap(({ lines }) => lines),
      `${namespace.slice(0, namespace.indexOf("--")).join(" ")} …`,
      ...plan.network.map((line) => `ip ${line}`),
      ...plan.machines.map(start),
      ...(driver === "netns" ? machinesWithDesktop(model) : []).map(
        (name) => `# the desktop of ${name} is left out: a namespace has no screen`,
      ),
      `everything is kept in ${paths.dir}`,
      ...(plan.suggest
        ? [`for fw view in a window and fw usb attach: ${plan.suggest.join(" ")}`]
        : []),
    ],
  };
}

/** The package that shows screens in windows, where there are some and it is missing. */
async function missingViewer(
  env: Io["env"],
  screens: readonly string[],
): Promise<readonly string[]> {
  return screens.length > 0 ? missingPackages(env, undefined, [viewerRequirement]) : [];
}

async function imagePlan({ env, signal }: Io, recipe: ImageRecipe): Promise<UpPlan> {
  const image = await planImage({ env, signal }, recipe).catch((error: FwError) => error);
  if (image instanceof FwError) {
    return { json: { error: errorReport(image) }, lines: [] };
  }
  return { json: image, lines: [cost(image), ...image.commands.map((argv) => argv.join(" "))] };
}

/** How large the image is, and how long its build takes. */
function cost({ variant, image, cached, bytes, buildSeconds }: ImagePlan): string {
  const size = `${Math.round(bytes / 1e6)} MB`;
  const seconds = `${Math.round(buildSeconds)} s`;
  const how = cached
    ? `in the cache, ${size}, built in ${seconds}`
    : `${size}, built in ${seconds} or so`;
  return `# ${imageName(variant)} ${image.id}: ${how}`;
}
