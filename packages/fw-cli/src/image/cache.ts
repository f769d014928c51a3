import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import { cacheDir, makeOwnCache, requireOwnCache } from "../host/cache-dir.ts";
import {
  describeFile,
  type FileDigest,
  IMAGE_FILES,
  type ImageFile,
  type ImageManifest,
  readManifest,
} from "./manifest.ts";
import type { ImageVariant } from "./variant.ts";

/** An image in the cache. */
export interface Image {
  readonly id: string;
  readonly dir: string;
  /** qcow2 file; only ever read, as the backing file of the machines' own disks. */
  readonly disk: string;
  readonly kernel: string;
  readonly initrd: string;
}

/** An image as `fw image list` shows it. */
export interface ListedImage extends Image {
  readonly variant: ImageVariant;
  readonly suite: string;
  readonly builtAt: string;
  readonly buildSeconds: number;
  /** What its files take up on the disk, in bytes. */
  readonly bytes: number;
  /** Whether a present recipe makes it. */
  readonly current: boolean;
  /** Whether disks of a lab are overlays of it. */
  readonly inUse: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/** The directory of all images. */
export function imagesDir(env: Env): string {
  return join(cacheDir(env), "images");
}

/** Makes the directory of all images unless it is there, and makes sure that it is this user's. */
export function makeImagesDir(env: Env): Promise<void> {
  return makeOwnCache(cacheDir(env), imagesDir(env));
}

const IMAGE_ID = /^[0-9a-f]{16}$/;

/** Where the image called `id` is, or would be. */
export function imageAt(env: Env, id: string): Image {
  if (!IMAGE_ID.test(id)) throw new TypeError(`${id} is no id of an image`);
  const dir = join(imagesDir(env), id);
  return {
    id,
    dir,
    disk: join(dir, "disk.qcow2"),
    kernel: join(dir, "vmlinuz"),
    initrd: join(dir, "initrd"),
  };
}

/** The image called `id`, when it is complete; its files must have the sizes that they were made with. */
export async function findImage(env: Env, id: string): Promise<Image | undefined> {
  const image = imageAt(env, id);
  if (!(await requireOwnCache(cacheDir(env), imagesDir(env), image.dir))) return undefined;
  const manifest = await readManifest(image.dir);
  return manifest !== undefined && (await hasSizes(image.dir, manifest)) ? image : undefined;
}

async function hasSizes(dir: string, manifest: ImageManifest): Promise<boolean> {
  const checks = IMAGE_FILES.map(async (name) => {
    const size = await fileSize(join(dir, name));
    return size === manifest.files[name].size;
  });
  return (await Promise.all(checks)).every(Boolean);
}

async function fileSize(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
}

/** Which images somebody needs, by their ids. */
export interface NeededImages {
  /** Those that present recipes make. */
  readonly current: ReadonlySet<string>;
  /** Those that disks of existing labs are overlays of. */
  readonly inUse: ReadonlySet<string>;
}

/** The complete images, newest first. */
export async function listImages(env: Env, needed: NeededImages): Promise<readonly ListedImage[]> {
  const ids = await imageIds(env);
  const listed = await Promise.all(ids.map((id) => listImage(env, id, needed)));
  return listed
    .filter((image) => image !== undefined)
    .toSorted((a, b) => b.builtAt.localeCompare(a.builtAt) || a.id.localeCompare(b.id));
}

async function imageIds(env: Env): Promise<readonly string[]> {
  if (!(await requireOwnCache(cacheDir(env), imagesDir(env)))) return [];
  return (await readdir(imagesDir(env))).filter((name) => IMAGE_ID.test(name));
}

/** The complete image called `id`, as `fw image list` shows it. */
export async function listImage(
  env: Env,
  id: string,
  { current, inUse }: NeededImages,
): Promise<ListedImage | undefined> {
  const image = await findImage(env, id);
  const manifest = image && (await readManifest(image.dir));
  if (manifest === undefined || image === undefined) return undefined;
  const stats = await Promise.all(IMAGE_FILES.map((name) => stat(join(image.dir, name))));
  const { variant, suite, builtAt, buildSeconds } = manifest;
  const bytes = stats.reduce((sum, { blocks }) => sum + blocks * 512, 0);
  const needs = { current: current.has(id), inUse: inUse.has(id) };
  return { ...image, variant, suite, builtAt, buildSeconds, bytes, ...needs };
}

/** Which images `fw image prune` would remove. */
export interface PruneOptions extends NeededImages {
  /** The current ones too; never one that is in use. */
  readonly all: boolean;
  /** Only say which. */
  readonly dryRun: boolean;
}

/** Removes images that nothing needs, broken ones included; returns their directories. */
export async function pruneImages(
  env: Env,
  { current, inUse, all, dryRun }: PruneOptions,
): Promise<readonly string[]> {
  const dirs: string[] = [];
  for (const id of await imageIds(env)) {
    const image = imageAt(env, id);
    const kept = !all && current.has(id) && (await findImage(env, id)) !== undefined;
    if (inUse.has(id) || kept) continue;
    dirs.push(image.dir);
    if (!dryRun) await rm(image.dir, { recursive: true, force: true });
  }
  return dirs;
}

/**
 * Compares every byte of an image with its manifest; returns the names of the files that differ.
 *
 * @param names default: all of them
 */
export async function verifyImage(
  { dir }: Pick<Image, "dir">,
  names: readonly ImageFile[] = IMAGE_FILES,
): Promise<readonly string[]> {
  const manifest = (await requireOwnCache(dir)) ? await readManifest(dir) : undefined;
  if (manifest === undefined) return ["manifest.json"];
  const same = await Promise.all(names.map((name) => isAsBuilt(dir, name, manifest.files[name])));
  return names.filter((_, index) => !same[index]);
}

/** A file of another size need not be read. */
async function isAsBuilt(dir: string, name: ImageFile, built: FileDigest): Promise<boolean> {
  if ((await fileSize(join(dir, name))) !== built.size) return false;
  return (await describeFile(dir, name)).sha256 === built.sha256;
}

/** How an image compares with what was built. */
export interface VerifiedImage {
  readonly id: string;
  /** Null when its manifest does not tell. */
  readonly variant: ImageVariant | null;
  /** The files that differ. */
  readonly damaged: readonly string[];
}

/** Compares every byte of all images, broken ones included. */
export async function verifyImages(env: Env): Promise<readonly VerifiedImage[]> {
  const ids = await imageIds(env);
  const verified = ids.map(async (id) => {
    const image = imageAt(env, id);
    const manifest = await readManifest(image.dir);
    return { id, variant: manifest?.variant ?? null, damaged: await verifyImage(image) };
  });
  return Promise.all(verified);
}
