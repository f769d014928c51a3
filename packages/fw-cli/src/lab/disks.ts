import { stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

import { z } from "zod";

import { FwError } from "../errors.ts";
import { makeFolder } from "../host/make-folder.ts";
import { readOwnFile } from "../host/own-place.ts";
import { imageName, type ImageVariant, imageVariants } from "../image/variant.ts";
import type { Io } from "../io.ts";
import { labsIn, requireLabFolder } from "./lab-folder.ts";
import { labPaths, type LabPaths } from "./paths.ts";

/** An image that disks of a lab are overlays of. */
export const labImage: z.ZodObject<{
  id: z.ZodString;
  disk: z.ZodString;
  kernel: z.ZodString;
  initrd: z.ZodString;
}> = z.strictObject({ id: z.string(), disk: z.string(), kernel: z.string(), initrd: z.string() });

/** See {@link labImage}. */
export type LabImage = z.infer<typeof labImage>;

/** The images of a lab's disks: those variants that its machines need. */
export type LabImages = Readonly<Partial<Record<ImageVariant, LabImage>>>;

const variant = z.enum(imageVariants);

/** See {@link LabImages}. */
export const labImages: z.ZodType<LabImages> = z.partialRecord(variant, labImage);

/** Which variant of the image each virtual machine of a lab needs, by the machine's name. */
export type NodeVariants = Readonly<Record<string, ImageVariant>>;

/** Makes the node's disk, an overlay of an image, unless it has one from an earlier run. */
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

/** What is written down about a lab's disks, as long as they are kept. */
const diskNote = z.strictObject({
  version: z.literal(2),
  images: labImages,
  /** Which of them each node's disk is an overlay of. */
  nodes: z.record(z.string(), variant),
});

type DiskNote = z.infer<typeof diskNote>;

/** Before there were variants: all disks are overlays of one image, the base. */
const firstNote = labImage.transform((image): DiskNote => ({
  version: 2,
  images: { base: image },
  nodes: {},
}));

const anyNote = z.union([diskNote, firstNote]);

/**
 * The images that the lab's kept disks belong to; empty when it has none.
 *
 * @param wanted the machines that are to run on them
 * @throws FwError `E_IMAGE` when one of those images is gone, as an overlay without its base is
 *   lost, or when a machine's disk is an overlay of the other variant
 */
export async function imagesOfKeptDisks(paths: LabPaths, wanted: NodeVariants): Promise<LabImages> {
  const note = await readDiskNote(paths);
  if (note === undefined) return {};
  for (const image of Object.values(note.images)) {
    if (await exists(image.disk)) continue;
    throw new FwError(
      "E_IMAGE",
      `the disks of this lab need the image ${image.id}, which is gone`,
      AFRESH,
    );
  }
  for (const [node, needs] of Object.entries(wanted)) {
    const has = note.nodes[node] ?? "base";
    if (has === needs || !(await exists(paths.node(node).disk))) continue;
    throw new FwError(
      "E_IMAGE",
      `${node} needs the ${imageName(needs)}, and its kept disk is a copy of the ${imageName(has)}`,
      AFRESH,
    );
  }
  return note.images;
}

const AFRESH = { hint: "start afresh, without what the disks hold: fw down --purge" };

/** Writes down which images the lab's disks belong to; disks of machines that it has no more stay noted. */
export async function noteImagesOfDisks(
  paths: LabPaths,
  images: LabImages,
  nodes: NodeVariants,
): Promise<void> {
  await makeFolder(paths.nodes, 0o700);
  const kept = await readDiskNote(paths);
  const note: DiskNote = {
    version: 2,
    images: { ...kept?.images, ...images },
    nodes: { ...kept?.nodes, ...nodes },
  };
  await writeFile(imageNote(paths), `${JSON.stringify(note)}\n`, { mode: 0o600 });
}

/** The file that says which images the disks of a lab belong to. */
export function imageNote(paths: LabPaths): string {
  return join(paths.nodes, "image.json");
}

async function readDiskNote(paths: LabPaths): Promise<DiskNote | undefined> {
  if (!(await requireLabFolder(paths))) return undefined;
  const text = await readOwnFile(imageNote(paths), "mine");
  if (text === undefined) return undefined;
  try {
    return anyNote.parse(JSON.parse(text));
  } catch (cause) {
    throw new FwError("E_IMAGE", `${imageNote(paths)} does not say which images the disks need`, {
      hint: `start afresh, without what the disks hold: fw down --purge --lab ${basename(paths.dir)}`,
      cause,
    });
  }
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
  const notes = await Promise.all(names.map((name) => readDiskNote(labPaths(io, name))));
  const images = notes.flatMap((note) => Object.values(note?.images ?? {}));
  return new Set(images.map(({ id }) => id));
}
