import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import { createTwoFilesPatch } from "diff";
import { type Artifact, generatedBy } from "fw-config";

import { errnoCode } from "../host/errno.ts";

/** How a folder differs from the artifacts in one file. */
export interface FileDifference {
  /** Below the folder: `fw-1/etc/nftables.conf`. */
  readonly file: string;
  /** `stale`: written by us once, and no artifact any more. */
  readonly kind: "missing" | "changed" | "mode" | "stale";
  /** A unified diff from the folder to the artifacts, which patch(1) and `git apply` read. */
  readonly diff: string;
}

/** Compares a folder that `fw render -o` wrote with artifacts; files that others wrote are passed over. */
export async function diffArtifacts(
  artifacts: readonly Artifact[],
  dir: string,
): Promise<readonly FileDifference[]> {
  const expected = await Promise.all(artifacts.map((artifact) => compare(artifact, dir)));
  const stale = await staleFiles(artifacts, dir);
  return [...expected.filter((difference) => difference !== undefined), ...stale].toSorted((a, b) =>
    a.file < b.file ? -1 : 1,
  );
}

async function compare(artifact: Artifact, dir: string): Promise<FileDifference | undefined> {
  const file = artifact.host + artifact.path;
  const found = await read(join(dir, file));
  const mode = artifact.mode.toString(8);
  if (found === undefined) {
    const diff = patch(file, undefined, artifact.content);
    return { file, kind: "missing", diff: `${header(file)}new file mode 100${mode}\n${diff}` };
  }
  const modes =
    found.mode === artifact.mode
      ? ""
      : `old mode 100${found.mode.toString(8)}\nnew mode 100${mode}\n`;
  if (found.text === artifact.content) {
    if (modes === "") return undefined;
    return { file, kind: "mode", diff: header(file) + modes };
  }
  return {
    file,
    kind: "changed",
    diff: header(file) + modes + patch(file, found.text, artifact.content),
  };
}

/** Files with our mark in the hosts' folders that are no artifacts any more. */
async function staleFiles(
  artifacts: readonly Artifact[],
  dir: string,
): Promise<readonly FileDifference[]> {
  const known = new Set(artifacts.map(({ host, path }) => host + path));
  const hosts = [...new Set(artifacts.map(({ host }) => host))];
  const stale: FileDifference[] = [];
  for (const host of hosts) {
    for (const file of await filesBelow(dir, host)) {
      const found = known.has(file) ? undefined : await read(join(dir, file));
      if (found === undefined || !found.text.includes(generatedBy)) continue;
      const mode = `deleted file mode 100${found.mode.toString(8)}\n`;
      const diff = header(file) + mode + patch(file, found.text, undefined);
      stale.push({ file, kind: "stale", diff });
    }
  }
  return stale;
}

function header(file: string): string {
  return `diff --git a/${file} b/${file}\n`;
}

function patch(file: string, before: string | undefined, after: string | undefined): string {
  return createTwoFilesPatch(
    before === undefined ? "/dev/null" : `a/${file}`,
    after === undefined ? "/dev/null" : `b/${file}`,
    before ?? "",
    after ?? "",
    undefined,
    undefined,
    { headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true } },
  );
}

async function filesBelow(dir: string, host: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(join(dir, host), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
  } catch (error) {
    if (errnoCode(error) === "ENOENT") return [];
    throw error;
  }
}

async function read(
  path: string,
): Promise<{ readonly text: string; readonly mode: number } | undefined> {
  try {
    const { mode } = await stat(path);
    return { text: await readFile(path, "utf8"), mode: mode & 0o777 };
  } catch (error) {
    if (errnoCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
