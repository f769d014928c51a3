import { readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

import { check, type CheckResult, formatDiagnostic, type TimingProfile } from "fw-config";

import { FwError } from "../errors.ts";
import type { Io } from "../io.ts";

/** The name of the config that is looked for when none is given. */
export const CONFIG_NAME = "fw.config.yaml";

/** A config read from a file. */
export interface LoadedConfig {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
}

/** Where a config is looked for, and who hears which one it is. */
export type ConfigPlace = Pick<Io, "cwd" | "env"> & { readonly stderr?: Io["stderr"] };

/**
 * Reads the named config, or the nearest `fw.config.yaml` here or above.
 *
 * @throws FwError `E_CONFIG` when there is none, it cannot be read, or see {@link nearestConfig}
 */
export async function loadConfig(io: ConfigPlace, path: string | undefined): Promise<LoadedConfig> {
  const file = path === undefined ? await nearestConfig(io) : resolve(io.cwd, path);
  if (file === undefined) {
    throw new FwError("E_CONFIG", `there is no ${CONFIG_NAME} in ${io.cwd} or in a folder above`, {
      place: io.cwd,
      value: CONFIG_NAME,
      hint: "make one: fw init; or name a config with: --config FILE",
      exitCode: 2,
    });
  }
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new FwError(
      "E_CONFIG",
      `cannot read ${file}: ${unreadable[code ?? ""] ?? code ?? String(cause)}`,
      {
        place: file,
        hint: "name a config with: --config FILE",
        exitCode: 2,
        cause,
      },
    );
  }
  return { file, text };
}

/** The system's words for what users meet. */
const unreadable: Readonly<Record<string, string>> = {
  EACCES: "you may not read it",
  EISDIR: "it is a folder",
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
};

/**
 * The path of the `fw.config.yaml` here or in the nearest folder above that has one, which is said
 * then: who works below a folder need not know of it.
 *
 * @throws FwError `E_CONFIG` when root would take another user's
 */
export async function nearestConfig(io: ConfigPlace): Promise<string | undefined> {
  const file = await searchUpwards(io.cwd);
  if (file === undefined) return undefined;
  await requireBelieved(file, io);
  if (dirname(file) !== io.cwd) io.stderr?.write(`the config is ${file}\n`);
  return file;
}

/** As git has it (safe.directory): also root's, and that of the user who called sudo. */
async function requireBelieved(file: string, { env, stderr }: ConfigPlace): Promise<void> {
  const { uid } = await stat(file);
  const me = process.geteuid?.();
  const caller = me === 0 ? env["SUDO_UID"] : undefined;
  if (uid === 0 || uid === me || String(uid) === caller) return;
  const whose = `${file} belongs to the user with the number ${uid}`;
  if (me !== 0) return void stderr?.write(`fw: ${whose}, not to you\n`);
  throw new FwError("E_CONFIG", `${whose}, and you are root`, {
    place: file,
    hint: `if you trust it, name it: --config ${file}`,
    exitCode: 2,
  });
}

async function searchUpwards(from: string): Promise<string | undefined> {
  const file = join(from, CONFIG_NAME);
  const found = await stat(file).then(
    (entry) => entry.isFile(),
    () => false,
  );
  if (found) return file;
  return dirname(from) === from ? undefined : searchUpwards(dirname(from));
}

/**
 * The config as a model for `profile`.
 *
 * @param timers whose timers are taken for those that the config leaves open; absent: the profile's
 * @throws FwError `E_CONFIG` with every error and its place in the text.
 */
export function modelOf(
  { file, text }: LoadedConfig,
  profile: TimingProfile,
  timers: TimingProfile = profile,
): Required<Pick<CheckResult, "model" | "config">> {
  const { model, config, diagnostics } = check(text, { file, profile, timers });
  if (model !== undefined && config !== undefined) return { model, config };
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const printed = errors.map((diagnostic) => formatDiagnostic(diagnostic, text)).join("\n\n");
  throw new FwError("E_CONFIG", `${file} is not valid\n\n${printed}`, {
    place: file,
    hint: "nothing was changed; see all findings with: fw check",
  });
}
