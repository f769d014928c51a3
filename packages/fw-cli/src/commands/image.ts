import type { Context } from "../context.ts";
import { stepRunner } from "../events.ts";
import { listImages, type NeededImages, pruneImages, verifyImages } from "../image/cache.ts";
import { currentImageId, ensureImage, planImage } from "../image/image.ts";
import { recipeId } from "../image/recipe-id.ts";
import { type ImageRecipe, imageRecipe, recipeFor } from "../image/recipe.ts";
import { loadConfig, modelOf, nearestConfig } from "../lab/config-file.ts";
import { imagesOfLabs } from "../lab/disks.ts";
import { ensurePackages } from "../packages/ensure-packages.ts";
import { printResult } from "../ui/print.ts";
import { progressView } from "../ui/progress.ts";

/** What the named config asks for; without a name, what every lab needs. */
async function recipeOf({ io, config }: Context): Promise<ImageRecipe> {
  if (config === undefined) return imageRecipe;
  return recipeFor(modelOf(await loadConfig(io, config), "hardware").model.image);
}

/** `fw image build`: the base image, unless the cache has it. */
export async function imageBuildCommand(
  context: Context,
  options: { readonly yes: boolean },
): Promise<void> {
  const { io } = context;
  const { env, signal } = io;
  const recipe = await recipeOf(context);
  if (context.dryRun) {
    const plan = await planImage({ env, signal }, recipe);
    printResult(context, plan, () =>
      plan.cached
        ? `nothing to do: image ${plan.image.id} is in the cache`
        : plan.commands.map((argv) => argv.join(" ")).join("\n"),
    );
    return;
  }
  using view = progressView(io, context.json);
  const step = stepRunner(view.sink, signal);
  await ensurePackages(io, options.yes, step);
  const image = await step("base image", (report) =>
    ensureImage(
      {
        env,
        signal,
        onEvent: ({ percent, message }) => report.progress(`${percent} % ${message}`),
      },
      recipe,
    ),
  );
  printResult(context, image, () => `image ${image.id} is in ${image.dir}`);
}

/** What most configs need, what the named or nearest config needs, and what is below kept disks. */
async function neededImages(context: Context): Promise<NeededImages> {
  const { io } = context;
  const config = context.config ?? (await nearestConfig(io));
  const asked = recipeId(await recipeOf({ ...context, config }));
  return { current: new Set([currentImageId, asked]), inUse: await imagesOfLabs(io) };
}

/** `fw image list`: what the cache holds. */
export async function imageListCommand(context: Context): Promise<void> {
  const images = await listImages(context.io.env, await neededImages(context));
  printResult(context, { images }, () =>
    images.length === 0
      ? "no image yet; make one with: fw image build"
      : images
          .map(({ id, suite, bytes, builtAt, current, inUse }) => {
            const size = `${Math.round(bytes / 1024 ** 2)} MiB`;
            const needs = [...(current ? ["current"] : []), ...(inUse ? ["in use"] : [])];
            return [id, suite, size, builtAt, needs.join(", ")].join("  ").trimEnd();
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
          ...images.map(({ id, damaged }) =>
            damaged.length === 0 ? `${id}  as built` : `${id}  changed: ${damaged.join(", ")}`,
          ),
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
