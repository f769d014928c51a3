import { constants } from "node:fs";
import { open, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

import { execa } from "execa";
import type { Artifact } from "fw-config";

import { FwError } from "../errors.ts";
import { makeFolder } from "../host/make-folder.ts";

/** A link is never written through, and a named pipe never waited for. */
const REPLACE =
  constants.O_WRONLY |
  constants.O_CREAT |
  constants.O_TRUNC |
  constants.O_NOFOLLOW |
  constants.O_NONBLOCK;

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
    await makeFolder(dirname(file));
    await using handle = await open(file, REPLACE, 0o600);
    await handle.writeFile(content);
    await handle.chmod(mode);
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
  await makeFolder(root);
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
