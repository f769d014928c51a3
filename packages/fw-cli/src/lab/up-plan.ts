import { FwError } from "../errors.ts";
import { namespaceCommand } from "../host/namespace.ts";
import { networkPlan } from "../host/network.ts";
import { planImage } from "../image/image.ts";
import { type ImageRecipe, recipeFor } from "../image/recipe.ts";
import { installCommand, missingPackages } from "../packages/packages.ts";
import { type Context, printResult } from "../ui/context.ts";
import { requirementsOf } from "./choose-machines.ts";
import { type LoadedConfig, modelOf } from "./config-file.ts";
import type { LabPaths } from "./paths.ts";
import type { Machines } from "./state.ts";

/** `fw up --dry-run`: what would be installed, built and started. */
export async function upPlan(
  context: Context,
  loaded: LoadedConfig,
  paths: LabPaths,
  driver: Machines["driver"],
): Promise<void> {
  const { env } = context.io;
  const root = process.getuid?.() === 0;
  const packages = await missingPackages(env, root, requirementsOf(driver));
  const { model } = modelOf(loaded, driver === "netns" ? "netns" : "tcg");
  const image = driver === "netns" ? undefined : await imagePlan(context, recipeFor(model.image));
  const start =
    driver === "netns"
      ? (name: string) => `unshare --net --mount --pid --uts … the daemons of ${name}`
      : (name: string) => `qemu-system-x86_64 -name guest=${model.name}/${name} …`;
  const plan = {
    lab: model.name,
    driver,
    dir: paths.dir,
    install: packages.length > 0 ? installCommand(packages, root) : [],
    ...(image && { image: image.json }),
    network: networkPlan(model, driver === "netns" ? "own" : "taps"),
    machines: model.nodes.filter(({ vm }) => vm !== undefined).map(({ name }) => name),
  };
  printResult(context, plan, () =>
    [
      ...(plan.install.length > 0 ? [plan.install.join(" ")] : []),
      ...(image?.lines ?? []),
      namespaceCommand(!root, "lasting").join(" "),
      ...plan.network.map((line) => `ip ${line}`),
      ...plan.machines.map(start),
      `everything is kept in ${paths.dir}`,
    ].join("\n"),
  );
}

async function imagePlan(
  { io: { env, signal } }: Context,
  recipe: ImageRecipe,
): Promise<{ readonly json: unknown; readonly lines: readonly string[] }> {
  const image = await planImage({ env, signal }, recipe).catch((error: FwError) => error);
  if (image instanceof FwError) return { json: image.message, lines: [] };
  return { json: image, lines: image.cached ? [] : image.commands.map((argv) => argv.join(" ")) };
}
