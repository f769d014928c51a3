import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

import { z } from "zod";

const imageFile = z.strictObject({
  /** In bytes. */
  size: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The files of an image. */
export const IMAGE_FILES = ["disk.qcow2", "vmlinuz", "initrd"] as const;

const imageManifest = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  suite: z.string(),
  /** When the build ended, as ISO 8601 in UTC. */
  builtAt: z.iso.datetime(),
  /** How long it took. */
  buildSeconds: z.number().nonnegative(),
  files: z.record(z.enum(IMAGE_FILES), imageFile),
  /** Debian packages in the image and their versions. */
  packages: z.record(z.string(), z.string()),
});

/** What an image is made of; the file that marks it as complete. */
export type ImageManifest = z.infer<typeof imageManifest>;

/** Reads the manifest in `dir`; undefined when there is none or it is not one of ours. */
export async function readManifest(dir: string): Promise<ImageManifest | undefined> {
  try {
    return imageManifest.parse(JSON.parse(await readFile(join(dir, "manifest.json"), "utf8")));
  } catch {
    return undefined;
  }
}

/** Sizes and digests of the image files in `dir`. */
export async function describeFiles(dir: string): Promise<ImageManifest["files"]> {
  const described = IMAGE_FILES.map(async (name) => {
    const path = join(dir, name);
    return [name, { size: (await stat(path)).size, sha256: await sha256(path) }] as const;
  });
  return Object.fromEntries(await Promise.all(described)) as ImageManifest["files"];
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
