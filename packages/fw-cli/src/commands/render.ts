import { mkdir, readdir } from "node:fs/promises";
import { resolve as resolvePath } from "node:path";

import { render, type TimingProfile } from "fw-config";

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
    throw new FwError("E_USAGE", `no host is called ${options.host}`, { hint: `the hosts: ${hosts}`, exitCode: 2 });
  }
  if (options.output === undefined || context.dryRun) {
    printResult(context, artifacts, () =>
      artifacts.map(({ host, path, mode }) => `${mode.toString(8)} ${host}:${path}`).join("\n"),
    );
    return;
  }
  const dir = resolvePath(context.io.cwd, options.output);
  await refuseForeignFiles(dir);
  const files = await writeArtifacts(artifacts, dir);
  printResult(context, { dir, files }, () => `${files.length} files written below ${dir}`);
}

/** A folder that holds something that we did not make is the user's. */
async function refuseForeignFiles(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const marker = ".fw-rendered";
  const entries = await readdir(dir);
  if (entries.length > 0 && !entries.includes(marker)) {
    throw new FwError("E_IO", `${dir} holds files that fw did not write`, {
      hint: "name an empty or a new folder",
    });
  }
}
