import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

import { FwError } from "../errors.ts";
import { makeFolder } from "../host/make-folder.ts";
import { readOwnFile } from "../host/own-place.ts";
import type { Io } from "../io.ts";
import { labsIn, requireLabFolder } from "./lab-folder.ts";
import { labPaths, type LabPaths } from "./paths.ts";

/** The base image that a lab's disks are overlays of. */
export const labImage: z.ZodObject<{
  id: z.ZodString;
  disk: z.ZodString;
  kernel: z.ZodString;
  initrd: z.ZodString;
}> = z.strictObject({ id: z.string(), disk: z.string(), kernel: z.string(), initrd: z.string() });

/** See {@link labImage}. */
export type LabImage = z.infer<typeof labImage>;

/** Makes the node's disk, an overlay of the base image, unless it has one from an earlier run. */
export async function ensureDisk(paths: LabPaths, node: string, image: LabImage): Promise<void> {
  const { dir, disk } = paths.node(node);
  await makeFolder(dir, 0o700);
  if (await exists(disk)) return;
  const args = ["create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", image.disk, disk];
  // Loaded here, because every command that looks at a lab's state loads this module.
  const { execa } = await import("execa");
  const result = await execa("qemu-img", args, { reject: false });
  if (result.exitCode === 0) return;
  throw new FwError(
    "E_IO",
    `cannot make the disk of ${node}: ${result.stderr || result.shortMessage}`,
  );
}

/**
 * The image that the lab's kept disks belong to; undefined when it has none.
 *
 * @throws FwError `E_IMAGE` when that image is gone: an overlay without its base is lost.
 */
export async function imageOfKeptDisks(paths: LabPaths): Promise<LabImage | undefined> {
  const image = await readImageNote(paths);
  if (image === undefined) return undefined;
  if (await exists(image.disk)) return image;
  throw new FwError("E_IMAGE", `the disks of this lab need the image ${image.id}, which is gone`, {
    hint: "start afresh, without what the disks hold: fw down --purge",
  });
}

/** Writes down which image the lab's disks belong to. */
export async function noteImageOfDisks(paths: LabPaths, image: LabImage): Promise<void> {
  await makeFolder(paths.nodes, 0o700);
  await writeFile(imageNote(paths), `${JSON.stringify(image)}\n`, { mode: 0o600 });
}

/** The file that says which image the disks of a lab belong to. */
export function imageNote(paths: LabPaths): string {
  return join(paths.nodes, "image.json");
}

async function readImageNote(paths: LabPaths): Promise<LabImage | undefined> {
  if (!(await requireLabFolder(paths))) return undefined;
  const text = await readOwnFile(imageNote(paths), "mine");
  return text === undefined ? undefined : labImage.parse(JSON.parse(text));
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The ids of the images that disks of this user's labs are overlays of. */
export async function imagesOfLabs(io: Pick<Io, "env" | "cwd">): Promise<ReadonlySet<string>> {
  const names = await labsIn(io);
  const images = await Promise.all(names.map((name) => readImageNote(labPaths(io, name))));
  return new Set(images.flatMap((image) => (image === undefined ? [] : [image.id])));
}
