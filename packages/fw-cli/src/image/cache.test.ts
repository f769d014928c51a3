import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { findImage, imageAt, listImages, pruneImages, verifyImage, verifyImages } from "./cache.ts";
import { describeFiles, IMAGE_FILES, parsePackages } from "./manifest.ts";

const CURRENT = "00000000000000aa";
const OLD = "00000000000000bb";
const USED = "00000000000000cc";

const needed = { current: new Set([CURRENT]), inUse: new Set([USED]) };

let env: { XDG_CACHE_HOME: string };

beforeEach(async () => {
  env = { XDG_CACHE_HOME: await mkdtemp(join(tmpdir(), "fw-cache-")) };
});
afterEach(() => rm(env.XDG_CACHE_HOME, { recursive: true }));

async function addImage(
  id: string,
  builtAt = "2026-01-01T00:00:00Z",
  more: object = {},
): Promise<void> {
  const { dir } = imageAt(env, id);
  await mkdir(dir, { recursive: true });
  for (const name of IMAGE_FILES) await writeFile(join(dir, name), `${name} of ${id}`);
  const files = await describeFiles(dir);
  const manifest = {
    version: 1,
    id,
    suite: "bookworm",
    builtAt,
    buildSeconds: 1.5,
    files,
    packages: {},
    ...more,
  };
  await writeFile(join(dir, "manifest.json"), JSON.stringify(manifest));
}

const ids = async (): Promise<string[]> => readdir(join(env.XDG_CACHE_HOME, "fw-cli/images"));

describe("an image in the cache", () => {
  test("the cache finds a complete image and nothing else", async () => {
    await addImage(CURRENT);
    expect(await findImage(env, CURRENT)).toEqual(imageAt(env, CURRENT));
    expect(await findImage(env, OLD)).toBeUndefined();
  });

  test("the cache takes no image without its manifest, or with a file cut short", async () => {
    await addImage(CURRENT);
    await truncate(imageAt(env, CURRENT).disk, 3);
    expect(await findImage(env, CURRENT)).toBeUndefined();
    await addImage(OLD);
    await rm(join(imageAt(env, OLD).dir, "manifest.json"));
    expect(await findImage(env, OLD)).toBeUndefined();
  });
});

describe("the list of images", () => {
  test("the list is empty before the first build", async () => {
    expect(await listImages(env, needed)).toEqual([]);
  });

  test("the list has the newest first and marks those that are needed", async () => {
    await addImage(USED, "2025-01-02T00:00:00Z");
    await addImage(OLD, "2025-01-01T00:00:00Z");
    await addImage(CURRENT);
    const images = await listImages(env, needed);
    expect(images.map(({ id, current, inUse }) => [id, current, inUse])).toEqual([
      [CURRENT, true, false],
      [USED, false, true],
      [OLD, false, false],
    ]);
    expect(images[0]?.bytes).toBeGreaterThan(0);
  });

  test("the list says what each image is made for; one built before there were variants is a base", async () => {
    await addImage(CURRENT, "2026-01-01T00:00:00Z", { variant: "desktop" });
    await addImage(OLD, "2025-01-01T00:00:00Z");
    const images = await listImages(env, needed);
    expect(images.map(({ id, variant }) => [id, variant])).toEqual([
      [CURRENT, "desktop"],
      [OLD, "base"],
    ]);
    expect(await verifyImages(env)).toEqual([
      { id: CURRENT, variant: "desktop", damaged: [] },
      { id: OLD, variant: "base", damaged: [] },
    ]);
  });
});

describe("pruning", () => {
  const options = { ...needed, all: false, dryRun: false };
  beforeEach(async () => {
    for (const id of [CURRENT, OLD, USED]) await addImage(id);
  });

  test("pruning keeps the current image and those that disks are overlays of", async () => {
    expect(await pruneImages(env, options)).toEqual([imageAt(env, OLD).dir]);
    expect(await ids()).toEqual([CURRENT, USED]);
  });

  test("pruning all removes the current image too, but never one in use", async () => {
    await pruneImages(env, { ...options, all: true });
    expect(await ids()).toEqual([USED]);
  });

  test("pruning removes a damaged image of the current recipe", async () => {
    await truncate(imageAt(env, CURRENT).kernel, 0);
    await pruneImages(env, options);
    expect(await ids()).toEqual([USED]);
  });

  test("a dry run only says what pruning would do", async () => {
    expect(await pruneImages(env, { ...options, dryRun: true })).toEqual([imageAt(env, OLD).dir]);
    expect(await ids()).toEqual([CURRENT, OLD, USED]);
  });

  test("pruning leaves foreign files alone", async () => {
    await writeFile(join(env.XDG_CACHE_HOME, "fw-cli/images/notes"), "mine");
    await pruneImages(env, { ...options, all: true });
    expect(await ids()).toEqual([USED, "notes"]);
  });
});

describe("the sums of an image", () => {
  test("the sums of an image show a byte that changed and a file that is gone", async () => {
    await addImage(CURRENT);
    const image = imageAt(env, CURRENT);
    expect(await verifyImage(image)).toEqual([]);
    await writeFile(image.initrd, `initrD of ${CURRENT}`);
    expect(await verifyImage(image)).toEqual(["initrd"]);
    await rm(image.disk);
    expect(await verifyImage(image)).toEqual(["disk.qcow2", "initrd"]);
    expect(await verifyImage(image, ["vmlinuz"])).toEqual([]);
  });
});

describe("the packages of an image", () => {
  test("a package is listed without its architecture, and not at all when it was removed", () => {
    expect(parsePackages("bash\t5.2-1\nlibc6:amd64\t2.36\nold\t\n")).toEqual({
      bash: "5.2-1",
      libc6: "2.36",
    });
  });
});
