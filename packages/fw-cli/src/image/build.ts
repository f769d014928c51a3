import { createHash } from "node:crypto";
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { execa } from "execa";

import { FwError } from "../errors.ts";
import { errnoCode } from "../host/errno.ts";
import { makeFolder } from "../host/make-folder.ts";
import { aptSetup } from "./apt-setup.ts";
import { type Image, imageAt, makeImagesDir } from "./cache.ts";
import { type BuildCommand, buildCommands, buildFiles, withAllIds } from "./commands.ts";
import { describeFiles, IMAGE_FILES, type ImageManifest, parsePackages } from "./manifest.ts";
import { type ImageEvent, mmdebstrapProgress, phaseStart } from "./progress.ts";
import { recipeId } from "./recipe-id.ts";
import type { ImageRecipe } from "./recipe.ts";
import { runLogged } from "./run-logged.ts";

/** What a build may touch, and who hears of it. */
export interface BuildOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: ImageEvent) => void;
}

/**
 * Makes the image of `recipe` in the cache. It appears there complete or not at
 * all: what was begun is removed on failure and on an abort, but for the log.
 *
 * @throws FwError see {@link runLogged}.
 */
export async function buildImage(recipe: ImageRecipe, options: BuildOptions): Promise<Image> {
  const started = performance.now();
  const image = imageAt(options.env, recipeId(recipe));
  const root = process.getuid?.() === 0;
  await makeImagesDir(options.env);
  await removeLeftovers(workPrefix(image), root);
  await removeLeftovers(temporaryPrefix(image, options.env), root);
  const work = await mkdtemp(workPrefix(image));
  const temporary = await mkdtemp(temporaryPrefix(image, options.env));
  const log = `${image.dir}.log`;
  await writeFile(log, "");
  try {
    // The ids that an ordinary user borrows must get through to the tree that they own.
    await chmod(temporary, 0o755);
    const env = { ...options.env, TMPDIR: temporary };
    await runCommands(recipe, { ...options, env }, work, log, root);
    await sealImage(recipe, image, work, (performance.now() - started) / 1000);
    await rm(log, { force: true });
    return image;
  } catch (error) {
    throw asImageError(error, options.signal);
  } finally {
    await removeTree(work, root);
    await removeTree(temporary, root);
  }
}

function workPrefix(image: Image): string {
  return join(dirname(image.dir), `.build-${image.id}-`);
}

/** The folder is shared with builds into other caches, which this one's lock does not keep away. */
function temporaryPrefix({ id, dir }: Image, env: BuildOptions["env"]): string {
  const cache = createHash("sha256").update(dirname(dir)).digest("hex").slice(0, 8);
  return join(env["TMPDIR"] || tmpdir(), `fw-image-${id}-${cache}-`);
}

async function runCommands(
  recipe: ImageRecipe,
  { env, signal, onEvent }: BuildOptions,
  work: string,
  log: string,
  root: boolean,
): Promise<void> {
  await writeInputs(recipe, work);
  const apt = await aptSetup(recipe.suite, signal);
  for (const command of buildCommands(recipe, apt, root)) {
    signal.throwIfAborted();
    onEvent?.(phaseStart(command.phase));
    await runLogged({
      ...command,
      ...(root && { within: ownMounts }),
      cwd: work,
      env: { ...env, ...apt.env, ...buildEnv(env, recipe) },
      signal,
      log,
      ...(command.phase === "packages" && onEvent && { onLine: mmdebstrapProgress(onEvent) }),
    });
    await afterCommand(command, recipe, work);
  }
}

/**
 * What root's mmdebstrap mounts in its tree ends with it, however it ends. An ordinary user's has
 * such a namespace by itself.
 */
const ownMounts = ["unshare", "--mount", "--propagation", "private", "--"];

function buildEnv(env: BuildOptions["env"], recipe: ImageRecipe): Record<string, string> {
  return {
    // An ordinary user's path often lacks the folders that hold mke2fs.
    PATH: `${env["PATH"] ?? "/usr/bin:/bin"}:/usr/sbin:/sbin`,
    LC_ALL: "C.UTF-8",
    SOURCE_DATE_EPOCH: String(recipe.epoch),
    E2FSPROGS_FAKE_TIME: String(recipe.epoch),
  };
}

async function writeInputs(recipe: ImageRecipe, work: string): Promise<void> {
  for (const { path, mode, content } of recipe.files) {
    const file = join(work, buildFiles.guestDir, path);
    await makeFolder(dirname(file));
    await writeFile(file, content);
    await chmod(file, mode);
  }
  await writeFile(join(work, "customize"), recipe.customize);
  await mkdir(join(work, buildFiles.rootDir));
}

// Each large file goes as soon as the next one is made from it: a build needs little room at once.
async function afterCommand(
  { phase }: BuildCommand,
  recipe: ImageRecipe,
  work: string,
): Promise<void> {
  if (phase === "unpack") {
    await rm(join(work, buildFiles.rootTar));
    await writeFile(join(work, buildFiles.rawDisk), "");
    await truncate(join(work, buildFiles.rawDisk), recipe.disk.bytes);
  }
  if (phase === "convert") await rm(join(work, buildFiles.rawDisk));
}

async function sealImage(
  recipe: ImageRecipe,
  image: Image,
  work: string,
  buildSeconds: number,
): Promise<void> {
  const sealed = join(work, "image");
  await mkdir(sealed);
  for (const name of IMAGE_FILES) {
    await rename(join(work, name), join(sealed, name));
    await chmod(join(sealed, name), 0o444);
  }
  const packages = parsePackages(await readFile(join(work, buildFiles.packages), "utf8"));
  const manifest: ImageManifest = {
    version: 1,
    id: image.id,
    variant: recipe.variant,
    suite: recipe.suite,
    builtAt: new Date().toISOString(),
    buildSeconds: Math.round(buildSeconds * 10) / 10,
    files: await describeFiles(sealed),
    packages,
  };
  await writeFile(join(sealed, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  await rm(image.dir, { recursive: true, force: true });
  await rename(sealed, image.dir);
}

/** What a killed build of the same image left; only the holder of the image's lock may call this. */
async function removeLeftovers(prefix: string, root: boolean): Promise<void> {
  const dir = dirname(prefix);
  for (const name of await readdir(dir)) {
    const path = join(dir, name);
    if (path.startsWith(prefix) && (await isMine(path))) await removeTree(path, root);
  }
}

/** Anybody may make a folder of that name in the system's temporary folder. */
async function isMine(path: string): Promise<boolean> {
  const entry = await lstat(path);
  return entry.isDirectory() && entry.uid === process.geteuid?.();
}

async function removeTree(path: string, root: boolean): Promise<void> {
  const remove = ["-rf", "--one-file-system", "--", path];
  const [file, ...args] = withAllIds(root, "rm", remove);
  const { failed } = await execa(file, args, { reject: false });
  // Who has no ids to borrow has made no file that belongs to one.
  if (failed && !root) await execa("rm", remove, { reject: false });
}

function asImageError(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof FwError) return error;
  if (signal.aborted) return new FwError("E_ABORTED", "the image build was interrupted");
  if (errnoCode(error) !== "ENOSPC") return error;
  return new FwError("E_DISK_FULL", "the disk is full: the image could not be written", {
    hint: "make room, or set XDG_CACHE_HOME to a folder on a larger disk",
    cause: error,
  });
}
