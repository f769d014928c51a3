import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

import { z } from "zod";

import { readOwnFile } from "../host/own-place.ts";
import { type ImageVariant, imageVariants } from "./variant.ts";

/** The files of an image. */
export const IMAGE_FILES = ["disk.qcow2", "vmlinuz", "initrd"] as const;

/** See {@link IMAGE_FILES}. */
export type ImageFile = (typeof IMAGE_FILES)[number];

/** Size and digest of one file. */
export interface FileDigest {
  /** In bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What an image is made of; the file that marks it as complete. */
export interface ImageManifest {
  readonly version: 1;
  readonly id: string;
  readonly variant: ImageVariant;
  readonly suite: string;
  /** When the build ended, as ISO 8601 in UTC. */
  readonly builtAt: string;
  /** How long it took. */
  readonly buildSeconds: number;
  readonly files: Readonly<Record<(typeof IMAGE_FILES)[number], FileDigest>>;
  /** Debian packages in the image and their versions. */
  readonly packages: Readonly<Record<string, string>>;
}

const fileDigest = z.strictObject({
  size: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const imageManifest: z.ZodType<ImageManifest> = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  // What was built before there were variants is a base image.
  variant: z.enum(imageVariants).default("base"),
  suite: z.string(),
  builtAt: z.iso.datetime(),
  buildSeconds: z.number().nonnegative(),
  files: z.record(z.enum(IMAGE_FILES), fileDigest),
  packages: z.record(z.string(), z.string()),
});

/** Reads the manifest in `dir`; undefined when there is none or it is not one of ours. */
export async function readManifest(dir: string): Promise<ImageManifest | undefined> {
  const text = await readOwnFile(join(dir, "manifest.json"), "mine or root's");
  if (text === undefined) return undefined;
  try {
    return imageManifest.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Sizes and digests of the image files in `dir`. */
export async function describeFiles(dir: string): Promise<ImageManifest["files"]> {
  return {
    "disk.qcow2": await describeFile(dir, "disk.qcow2"),
    vmlinuz: await describeFile(dir, "vmlinuz"),
    initrd: await describeFile(dir, "initrd"),
  };
}

/** Size and digest of one of them. */
export async function describeFile(dir: string, name: ImageFile): Promise<FileDigest> {
  const path = join(dir, name);
  return { size: (await stat(path)).size, sha256: await sha256(path) };
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** Reads `dpkg-query --show`: name (with its architecture when it can have several) and version. */
export function parsePackages(text: string): Readonly<Record<string, string>> {
  const rows = text.split("\n").map((line) => line.split("\t"));
  return Object.fromEntries(
    rows.flatMap(([name, version]) =>
      name && version ? [[name.replace(/:.*/, ""), version]] : [],
    ),
  );
}
