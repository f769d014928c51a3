import { lstat, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve as resolvePath } from "node:path";

import { type Artifact, generatedBy, render, type TimingProfile } from "fw-config";

import type { Context } from "../context.ts";
import { FwError } from "../errors.ts";
import { errnoCode } from "../host/errno.ts";
import { diffArtifacts } from "../lab/artifact-diff.ts";
import { loadConfig, modelOf } from "../lab/config-file.ts";
import { writeArtifacts } from "../lab/seed.ts";
import { printResult } from "../ui/print.ts";

/** `fw render`: the files that the hosts read, listed, written below a folder or compared with one. */
export async function renderCommand(
  context: Context,
  options: {
    readonly output: string | undefined;
    /** Compare with this folder; write nothing. */
    readonly diff: string | undefined;
    readonly host: string | undefined;
    readonly profile: TimingProfile;
  },
): Promise<number> {
  const loaded = await loadConfig(context.io, context.config);
  const all = render(modelOf(loaded, options.profile).model);
  const artifacts = all.filter(({ host }) => options.host === undefined || host === options.host);
  if (artifacts.length === 0) {
    const hosts = [...new Set(all.map(({ host }) => host))].join(", ");
    throw new FwError("E_USAGE", `no host is called ${options.host}`, {
      place: "--host",
      ...(options.host !== undefined && { value: options.host }),
      hint: `the hosts: ${hosts}`,
      exitCode: 2,
    });
  }
  if (options.diff !== undefined) return compare(context, options.diff, artifacts);
  if (options.output === undefined || context.dryRun) {
    printResult(context, { artifacts }, () =>
      artifacts.map(({ host, path, mode }) => `${mode.toString(8)} ${host}:${path}`).join("\n"),
    );
    return 0;
  }
  const dir = resolvePath(context.io.cwd, options.output);
  await refuseForeignFiles(dir, artifacts);
  const files = await writeArtifacts(artifacts, dir);
  printResult(context, { dir, files }, () => `${files.length} files written below ${dir}`);
  return 0;
}

/** Prints a unified diff from the folder to the artifacts; 1 when they differ. */
async function compare(
  context: Context,
  path: string,
  artifacts: readonly Artifact[],
): Promise<number> {
  const dir = resolvePath(context.io.cwd, path);
  await requireFolder(dir, path);
  const differences = await diffArtifacts(artifacts, dir);
  const ok = differences.length === 0;
  printResult(context, { dir, ok, differences }, () =>
    differences
      .map(({ diff }) => diff)
      .join("")
      .trimEnd(),
  );
  return ok ? 0 : 1;
}

async function requireFolder(dir: string, given: string): Promise<void> {
  const isFolder = await stat(dir).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (isFolder) return;
  throw new FwError("E_USAGE", `${dir} is no folder`, {
    place: "--diff",
    value: given,
    hint: `write one with: fw render -o ${dir}`,
    exitCode: 2,
  });
}

/**
 * A file without our mark is the user's: it is not written over. A link would be written through,
 * to wherever whoever made the folder has pointed it.
 */
async function refuseForeignFiles(dir: string, artifacts: readonly Artifact[]): Promise<void> {
  const folders = new Set<string>();
  for (const { host, path, content } of artifacts) {
    const file = join(dir, host, path);
    for (let above = dirname(file); above !== dir; above = dirname(above)) folders.add(above);
    if (!(await isThere(file, "file"))) continue;
    const text = await readFile(file, "utf8");
    if (text === content || text.includes(generatedBy)) continue;
    throw new FwError("E_IO", `${file} was not written by fw`, { place: file, hint: ELSEWHERE });
  }
  for (const folder of folders) await isThere(folder, "folder");
}

const ELSEWHERE = "move it away, or name another folder";

/** Whether there is such a file or folder; a link or anything else in its place is refused. */
async function isThere(path: string, wanted: "file" | "folder"): Promise<boolean> {
  const entry = await lstat(path).catch((error: unknown) => {
    if (!["ENOENT", "ENOTDIR"].includes(errnoCode(error) ?? "")) throw error;
    return undefined;
  });
  if (entry === undefined) return false;
  if (wanted === "file" ? entry.isFile() : entry.isDirectory()) return true;
  const what = entry.isSymbolicLink() ? "a symbolic link" : `no ${wanted}`;
  throw new FwError("E_IO", `${path} is ${what}`, { place: path, hint: ELSEWHERE });
}
