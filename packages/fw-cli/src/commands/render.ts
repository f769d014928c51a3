import { readFile } from "node:fs/promises";
import { join, resolve as resolvePath } from "node:path";

import { type Artifact, generatedBy, render, type TimingProfile } from "fw-config";

import { FwError } from "../errors.ts";
import { loadConfig, modelOf } from "../lab/config-file.ts";
import { writeArtifacts } from "../lab/seed.ts";
import { type Context, printResult } from "./context.ts";

/** `fw render`: the files that the hosts read, listed or written below a folder. */
export async function renderCommand(
  context: Context,
  options: {
    readonly output: string | undefined;
    readonly host: string | undefined;
    readonly profile: TimingProfile;
  },
): Promise<void> {
  const loaded = await loadConfig(context.io, context.config);
  const all = render(modelOf(loaded, options.profile).model);
  const artifacts = all.filter(({ host }) => options.host === undefined || host === options.host);
  if (artifacts.length === 0) {
    const hosts = [...new Set(all.map(({ host }) => host))].join(", ");
    throw new FwError("E_USAGE", `no host is called ${options.host}`, {
      hint: `the hosts: ${hosts}`,
      exitCode: 2,
    });
  }
  if (options.output === undefined || context.dryRun) {
    printResult(context, artifacts, () =>
      artifacts.map(({ host, path, mode }) => `${mode.toString(8)} ${host}:${path}`).join("\n"),
    );
    return;
  }
  const dir = resolvePath(context.io.cwd, options.output);
  await refuseForeignFiles(dir, artifacts);
  const files = await writeArtifacts(artifacts, dir);
  printResult(context, { dir, files }, () => `${files.length} files written below ${dir}`);
}

/** A file without our mark is the user's: it is not written over. */
async function refuseForeignFiles(dir: string, artifacts: readonly Artifact[]): Promise<void> {
  for (const { host, path, content } of artifacts) {
    const file = join(dir, host, path);
    const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return content;
      throw error;
    });
    if (text === content || text.includes(generatedBy)) continue;
    throw new FwError("E_IO", `${file} was not written by fw`, {
      hint: "move it away, or name another folder",
    });
  }
}
