import { execa } from "execa";

import { FwError } from "../errors.ts";
import {
  findOnHost,
  hostRequirements,
  missingRequirements,
  type Requirement,
} from "./requirements.ts";
import { withoutServices } from "./without-services.ts";

/** What an installation may touch, and who decides about it. */
export interface PackageOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** `--yes`: install without a question. */
  readonly assumeYes: boolean;
  /** Puts a yes-or-no question to the user; absent when nobody is there to answer. */
  readonly ask?: ((question: string) => Promise<boolean>) | undefined;
  /** Receives each line that apt writes, and the commands themselves. */
  readonly onLine?: (line: string) => void;
  /** Default: whether this process is root's. */
  readonly root?: boolean;
  /** Default: {@link hostRequirements}. */
  readonly requirements?: readonly Requirement[];
  /** Keep the packages from starting their services. Default: false. */
  readonly withoutServices?: boolean;
}

/** Names of the Debian packages that this host lacks, sorted. */
export async function missingPackages(
  env: PackageOptions["env"],
  root?: boolean,
  requirements: readonly Requirement[] = hostRequirements,
): Promise<readonly string[]> {
  const missing = await missingRequirements(env, root, requirements);
  return [...new Set(missing.map((item) => item.package))].toSorted();
}

/** The command that installs `packages`, as a user would type it. */
export function installCommand(packages: readonly string[], root: boolean): readonly string[] {
  const command = ["apt-get", "install", "--yes", "--no-install-recommends", ...packages];
  return root ? command : ["sudo", ...command];
}

/**
 * Installs the Debian packages that the lab needs and the host lacks.
 *
 * @returns the packages that were installed; none when nothing was missing.
 * @throws FwError `E_MISSING_PACKAGES` when they cannot or may not be installed; its hint is the
 * exact command. `E_ABORTED` on an abort.
 */
export async function ensureHostPackages(options: PackageOptions): Promise<readonly string[]> {
  const { env, root = process.getuid?.() === 0, requirements } = options;
  const missing = await missingPackages(env, root, requirements);
  if (missing.length === 0) return [];
  const command = installCommand(missing, root);
  await requireApt(env, missing);
  await requireConsent(options, missing, command);
  if (!root && (await findOnHost("sudo", env)) === undefined) {
    throw lacking(missing, `as root, run: ${command.slice(1).join(" ")}`);
  }
  await install(options, missing, root);
  const still = await missingPackages(env, root, requirements);
  if (still.length > 0) throw lacking(still, `see what is wrong: ${command.join(" ")}`);
  return missing;
}

async function requireApt(env: PackageOptions["env"], missing: readonly string[]): Promise<void> {
  if ((await findOnHost("apt-get", env)) !== undefined) return;
  throw lacking(
    missing,
    "this host has no apt-get: install what these Debian packages hold in its own way",
  );
}

async function requireConsent(
  { assumeYes, ask }: PackageOptions,
  missing: readonly string[],
  command: readonly string[],
): Promise<void> {
  if (assumeYes) return;
  const question = `Install ${missing.join(", ")} with apt?`;
  if (ask !== undefined && (await ask(question))) return;
  throw lacking(missing, `run: ${command.join(" ")}\nor let fw do it: add --yes`);
}

function lacking(packages: readonly string[], hint: string, cause?: unknown): FwError {
  const message = `this host lacks the Debian package${packages.length === 1 ? "" : "s"} ${packages.join(", ")}`;
  return new FwError("E_MISSING_PACKAGES", message, { hint, cause });
}

async function install(
  options: PackageOptions,
  missing: readonly string[],
  root: boolean,
): Promise<void> {
  if (!(await haveCandidates(options, missing))) await apt(options, root, ["update"]);
  const [, ...args] = installCommand(missing, true);
  const problem = await apt(options, root, args);
  if (problem === undefined) return;
  // Lists that are too old name files that the mirror no longer has.
  await apt(options, root, ["update"]);
  const again = await apt(options, root, args);
  if (again !== undefined) {
    throw lacking(
      missing,
      `apt could not install them:\n  ${again}\nrun: ${installCommand(missing, root).join(" ")}`,
    );
  }
}

/** Whether apt's lists know a version of each package. */
async function haveCandidates(
  { env, signal }: PackageOptions,
  packages: readonly string[],
): Promise<boolean> {
  const result = await execa("apt-cache", ["policy", ...packages], {
    env: { ...env, LC_ALL: "C" },
    extendEnv: false,
    reject: false,
    cancelSignal: signal,
  });
  const known = (result.stdout ?? "").match(/^ {2}Candidate: (?!\(none\))/gm);
  return known?.length === packages.length;
}

/** Runs apt-get; returns its last lines when it failed. */
async function apt(
  options: PackageOptions,
  root: boolean,
  args: readonly string[],
): Promise<string | undefined> {
  const { env, signal, onLine, ask } = options;
  // Another apt may be at work, as at the first start of a fresh machine.
  const settings = [
    "DEBIAN_FRONTEND=noninteractive",
    "LC_ALL=C.UTF-8",
    "apt-get",
    "-o",
    "DPkg::Lock::Timeout=300",
  ];
  // Without anyone to type a password, sudo must fail at once.
  const sudo = root ? [] : ["sudo", ...(ask === undefined ? ["--non-interactive"] : [])];
  const quiet = options.withoutServices === true ? withoutServices : [];
  const [file = "env", ...rest] = [...sudo, ...quiet, "env", ...settings, ...args];
  onLine?.(`apt-get ${args.join(" ")}`);
  const running = execa(file, rest, {
    env,
    extendEnv: false,
    stdin: ask === undefined ? "ignore" : "inherit",
    all: true,
    reject: false,
    cancelSignal: signal,
    // dpkg must not be killed in the middle of a package.
    forceKillAfterDelay: false,
  });
  for await (const line of running.iterable({ from: "all" })) onLine?.(line);
  const result = await running;
  if (signal.aborted)
    throw new FwError("E_ABORTED", "the installation of packages was interrupted");
  if (!result.failed) return undefined;
  const said = result.all || result.shortMessage || "";
  return said.trim().split("\n").slice(-3).join("\n  ");
}
