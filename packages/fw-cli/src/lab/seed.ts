import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { execa } from "execa";
import type { Artifact } from "fw-config";

import { FwError } from "../errors.ts";

/**
 * Writes artifacts below `dir`, a folder for each host, in place of what was there.
 *
 * @returns the path of each file written, in the order of the artifacts.
 */
export async function writeArtifacts(
  artifacts: readonly Artifact[],
  dir: string,
): Promise<readonly string[]> {
  const written: string[] = [];
  for (const { host, path, mode, content } of artifacts) {
    const file = join(dir, host, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    await chmod(file, mode);
    written.push(file);
  }
  return written;
}

/**
 * Packs a node's rendered files into the tar that its virtual machine finds on
 * a disk of the serial `fwseed` and unpacks over its root before systemd
 * starts. The same files give the same bytes.
 *
 * @param root folder that stands for the node's `/`
 * @param files paths below it, each with a leading slash
 */
export async function writeSeed(
  root: string,
  files: readonly string[],
  seed: string,
): Promise<void> {
  await rm(seed, { force: true });
  await mkdir(root, { recursive: true });
  const options = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mtime=@0"];
  const result = await execa(
    "tar",
    [...options, "--create", `--file=${seed}`, `--directory=${root}`, "--null", "--files-from=-"],
    { input: files.map((path) => `.${path}`).join("\0"), reject: false },
  );
  if (result.exitCode !== 0) {
    throw new FwError("E_IO", `cannot write ${seed}: ${result.stderr || result.shortMessage}`);
  }
}
