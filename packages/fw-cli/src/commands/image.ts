import type { Context } from "../context.ts";
import { stepRunner } from "../events.ts";
import {
  type Image,
  listImages,
  type NeededImages,
  pruneImages,
  verifyImages,
} from "../image/cache.ts";
import { ensureImage, type ImagePlan, planImage } from "../image/image.ts";
import { recipeId } from "../image/recipe-id.ts";
import { desktopRecipe, type ImageRecipe, imageRecipe, recipeFor } from "../image/recipe.ts";
import { imageName, type ImageVariant } from "../image/variant.ts";
import { loadConfig, modelOf, nearestConfig } from "../lab/config-file.ts";
import { imagesOfLabs } from "../lab/disks.ts";
import { neededVariants } from "../lab/node-images.ts";
import { ensurePackages } from "../packages/ensure-packages.ts";
import { printResult } from "../ui/print.ts";
import { progressView } from "../ui/progress.ts";

/** What the machines of the named config need; without a name, what every lab needs. */
async function recipesOf({ io, config }: Context): Promise<readonly ImageRecipe[]> {
  if (config === undefined) return [imageRecipe];
  const { model } = modelOf(await loadConfig(io, config), "hardware");
  return neededVariants(model).map((variant) => recipeFor(model.image, variant));
}

/** How `fw image build` was called. */
export interface ImageBuildOptions {
  /** Install packages without asking. */
  readonly yes: boolean;
  /** Absent: those that the named config needs, else the base. */
  readonly variant: ImageVariant | undefined;
}

/** `fw image build`: the images, unless the cache has them. */
export async function imageBuildCommand(
  context: Context,
  { yes, variant }: ImageBuildOptions,
): Promise<void> {
  const { io } = context;
  const { env, signal } = io;
  const recipes =
    variant === undefined ? await recipesOf(context) : [await recipeOf(context, variant)];
  if (context.dryRun) {
    const plans = await Promise.all(recipes.map((recipe) => planImage({ env, signal }, recipe)));
    printResult(context, { ...plans[0], images: plans }, () => plans.map(planText).join("\n"));
    return;
  }
  using view = progressView(io, context.json);
  const step = stepRunner(view.sink, signal);
  await ensurePackages(io, yes, step);
  const images: BuiltImage[] = [];
  for (const recipe of recipes) {
    const image = await step(imageName(recipe.variant), (report) =>
      ensureImage(
        {
          env,
          signal,
          onEvent: ({ percent, message }) => report.progress(`${percent} % ${message}`),
        },
        recipe,
      ),
    );
    images.push({ variant: recipe.variant, ...image });
  }
  printResult(context, { ...images[0], images }, () =>
    images.map(({ id, dir }) => `image ${id} is in ${dir}`).join("\n"),
  );
}

/** An image as `fw image build --json` shows it. */
interface BuiltImage extends Image {
  readonly variant: ImageVariant;
}

/** The image of that variant with what the named config asks for, whether its machines need it or not. */
async function recipeOf({ io, config }: Context, variant: ImageVariant): Promise<ImageRecipe> {
  if (config === undefined) return variant === "base" ? imageRecipe : desktopRecipe;
  const { model } = modelOf(await loadConfig(io, config), "hardware");
  return recipeFor(model.image, variant);
}

function planText({ cached, image, commands }: ImagePlan): string {
  return cached
    ? `nothing to do: image ${image.id} is in the cache`
    : commands.map((argv) => argv.join(" ")).join("\n");
}

/** What most configs need, what the named or nearest config needs, and what is below kept disks. */
async function neededImages(context: Context): Promise<NeededImages> {
  const { io } = context;
  const config = context.config ?? (await nearestConfig(io));
  const recipes = [imageRecipe, desktopRecipe, ...(await recipesOf({ ...context, config }))];
  return { current: new Set(recipes.map(recipeId)), inUse: await imagesOfLabs(io) };
}

/** `fw image list`: what the cache holds. */
export async function imageListCommand(context: Context): Promise<void> {
  const images = await listImages(context.io.env, await neededImages(context));
  printResult(context, { images }, () =>
    images.length === 0
      ? "no image yet; make one with: fw image build"
      : images
          .map(({ id, variant, suite, bytes, buildSeconds, builtAt, current, inUse }) => {
            const size = `${Math.round(bytes / 1024 ** 2)} MiB`;
            const needs = [...(current ? ["current"] : []), ...(inUse ? ["in use"] : [])];
            const built = `built in ${Math.round(buildSeconds)} s`;
            return [id, variant, suite, size, built, builtAt, needs.join(", ")]
              .join("  ")
              .trimEnd();
          })
          .join("\n"),
  );
}

/** `fw image verify`: compares every byte of the cached images with what was built; 1 when one differs. */
export async function imageVerifyCommand(context: Context): Promise<number> {
  const images = await verifyImages(context.io.env);
  const ok = images.every(({ damaged }) => damaged.length === 0);
  printResult(context, { ok, images }, () =>
    images.length === 0
      ? "no image yet; make one with: fw image build"
      : [
          ...images.map(({ id, variant, damaged }) => {
            const found = damaged.length === 0 ? "as built" : `changed: ${damaged.join(", ")}`;
            return [id, variant ?? "unknown", found].join("  ");
          }),
          ...(ok
            ? []
            : [
                "  → remove the disks of its labs, and make it anew: fw down --purge, fw image build",
              ]),
        ].join("\n"),
  );
  return ok ? 0 : 1;
}

/** `fw image prune`: images that neither a current recipe nor a lab's disks need. */
export async function imagePruneCommand(
  context: Context,
  options: { readonly all: boolean },
): Promise<void> {
  const { io, dryRun } = context;
  const removed = await pruneImages(io.env, {
    ...(await neededImages(context)),
    all: options.all,
    dryRun,
  });
  printResult(context, { removed, dryRun }, () =>
    removed.length === 0
      ? "nothing to remove"
      : removed.map((dir) => `${dryRun ? "would remove" : "removed"} ${dir}`).join("\n"),
  );
}
