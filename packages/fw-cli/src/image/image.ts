import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "../errors.ts";
import { acquireLock } from "../host/lock.ts";
import { aptSetup } from "./apt-setup.ts";
import { buildImage, type BuildOptions } from "./build.ts";
import { findImage, type Image, imageAt, listImage, makeImagesDir, verifyImage } from "./cache.ts";
import { buildCommands } from "./commands.ts";
import { recipeId } from "./recipe-id.ts";
import { imageRecipe, type ImageRecipe } from "./recipe.ts";
import { buildCosts, requireSpace } from "./space.ts";
import type { ImageVariant } from "./variant.ts";

/** The id of the base image that this version of the program uses. */
export const currentImageId: string = recipeId(imageRecipe);

/** How often a process that waits for another one's build looks again, in milliseconds. */
const POLL = 500;

/**
 * The base image: from the cache, where it must be as it was built, or built now. While another process builds it,
 * waits for that build.
 *
 * @throws FwError `E_ABORTED`, `E_DISK_FULL`, `E_MISSING_PACKAGES` or `E_IMAGE`.
 */
export async function ensureImage(
  options: BuildOptions,
  recipe: ImageRecipe = imageRecipe,
): Promise<Image> {
  const { env, signal } = options;
  const id = recipeId(recipe);
  const cached = await wholeImage(env, id);
  if (cached !== undefined) return cached;
  await makeImagesDir(env);
  await using _ = await waitForLock(`${imageAt(env, id).dir}.lock`, signal);
  // Another process may have built it meanwhile.
  const built = await wholeImage(env, id);
  if (built !== undefined) return built;
  await requireSpace(env, recipe.variant);
  // Without await the lock would be given back before the build has ended.
  return await buildImage(recipe, options);
}

/** Every byte is compared: this is who makes a damaged image anew. */
async function wholeImage(env: BuildOptions["env"], id: string): Promise<Image | undefined> {
  const image = await findImage(env, id);
  return image !== undefined && (await verifyImage(image)).length === 0 ? image : undefined;
}

const BOOTED = ["vmlinuz", "initrd"] as const;

/**
 * The image from the cache, or built now as {@link ensureImage} does. Of a cached one only what
 * boots is compared, which is small; `fw image verify` compares all.
 *
 * @throws FwError `E_IMAGE` when it is not as it was built, and as {@link ensureImage} does
 */
export async function bootableImage(options: BuildOptions, recipe: ImageRecipe): Promise<Image> {
  const cached = await findImage(options.env, recipeId(recipe));
  if (cached === undefined) return ensureImage(options, recipe);
  await requireBootable(cached, "make it anew: fw image build");
  return cached;
}

/** @throws FwError `E_IMAGE` when the kernel or the initial RAM disk is not as it was built */
export async function requireBootable(
  { id, disk }: Pick<Image, "id" | "disk">,
  hint: string,
): Promise<void> {
  const damaged = await verifyImage({ dir: dirname(disk) }, BOOTED);
  if (damaged.length === 0) return;
  const what = `the image ${id} is not as it was built: ${damaged.join(" and ")} changed`;
  throw new FwError("E_IMAGE", what, { hint });
}

async function waitForLock(path: string, signal: AbortSignal): Promise<AsyncDisposable> {
  for (;;) {
    if (signal.aborted) throw new FwError("E_ABORTED", "interrupted while waiting for the image");
    try {
      return await acquireLock(path, "the image");
    } catch (error) {
      if (!(error instanceof FwError) || error.code !== "E_LAB_BUSY") throw error;
    }
    await sleep(POLL, undefined, { signal }).catch(() => undefined);
  }
}

/** What {@link ensureImage} would do. */
export interface ImagePlan {
  readonly variant: ImageVariant;
  readonly image: Image;
  readonly cached: boolean;
  /** What it takes on the disk: measured when it is cached, else as for the variant without more packages. */
  readonly bytes: number;
  /** How long its build took, or is expected to take on two idle processors. */
  readonly buildSeconds: number;
  /** Each with its arguments, in order; none when the image is cached. */
  readonly commands: readonly (readonly string[])[];
}

/** Says what {@link ensureImage} would run, and changes nothing. */
export async function planImage(
  { env, signal }: Pick<BuildOptions, "env" | "signal">,
  recipe: ImageRecipe = imageRecipe,
): Promise<ImagePlan> {
  const id = recipeId(recipe);
  const { variant } = recipe;
  const listed = await listImage(env, id, { current: new Set([id]), inUse: new Set() });
  if (listed !== undefined) {
    const { bytes, buildSeconds } = listed;
    return { variant, image: imageAt(env, id), cached: true, bytes, buildSeconds, commands: [] };
  }
  const { bytes, seconds } = buildCosts[variant];
  const apt = await aptSetup(recipe.suite, signal);
  const commands = buildCommands(recipe, apt, process.getuid?.() === 0);
  return {
    variant,
    image: imageAt(env, id),
    cached: false,
    bytes,
    buildSeconds: seconds,
    commands: commands.map(({ file, args }) => [file, ...args]),
  };
}
