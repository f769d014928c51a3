import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "../errors.ts";
import { shell } from "../guest/shell.ts";
import { withCappedOutput } from "./capped-log.ts";
import { identifyProcess, isAlive, type ProcessIdentity } from "./process-identity.ts";
import { childrenOf, outsideParents, signal, namespacesBelow } from "./process-tree.ts";

/**
 * The lab's own namespaces: network, mount and process namespaces, and a user
 * namespace when the user is not root. One process holds it; when that process
 * ends, the kernel ends every other one inside and takes the bridges and taps
 * with it, so nothing can be left over.
 */
export interface Namespace {
  /** Process 1 of the lab, as the host numbers it. */
  readonly holder: ProcessIdentity;
  /** Whether a user namespace belongs to it, made by an ordinary user. */
  readonly user: boolean;
}

/**
 * When the namespaces end by themselves: never, or with the program that made them, however it
 * ended (PR_SET_PDEATHSIG(2const): with its thread, so that a worker thread would not do).
 */
export type Lifetime = "lasting" | "with-program";

/** The command that makes the namespaces and holds them. */
export function namespaceCommand(
  user: boolean,
  lifetime: Lifetime,
): readonly [string, ...string[]] {
  const unshare = [
    "unshare",
    ...(user ? ["--user", "--map-root-user"] : []),
    "--net",
    "--pid",
    "--mount",
    "--ipc",
    "--uts",
    "--mount-proc",
    "--fork",
  ] as const;
  const hold = ["--", ...shell("hold-lab")];
  if (lifetime === "lasting") return [...unshare, ...hold];
  return ["setpriv", "--pdeathsig", "KILL", ...unshare, "--kill-child", ...hold];
}

/**
 * Makes the namespaces.
 *
 * @param writeDown makes them findable for other programs; until then they end with this one
 * @throws FwError `E_NAMESPACE` when the kernel does not allow it.
 */
export async function createNamespace(
  user: boolean,
  lifetime: Lifetime,
  writeDown: (namespace: Namespace) => Promise<void> = async () => undefined,
): Promise<Namespace> {
  const [file, ...args] = namespaceCommand(user, lifetime);
  const child = spawn(file, args, { detached: true, stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.on("error", () => undefined); // it may end before it is told anything
  const said = await firstWords(child);
  const holder = said === "held" ? await firstChild(child.pid) : undefined;
  child.unref();
  child.stdout.destroy();
  child.stderr.destroy();
  if (holder === undefined) {
    child.stdin.destroy();
    throw new FwError("E_NAMESPACE", `cannot make the lab's namespaces: ${said}`, {
      hint: user
        ? "allow unprivileged user namespaces (sysctl user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns) or run as root"
        : "run where the kernel allows root to unshare (not in a restricted container)",
    });
  }
  const namespace = { holder, user };
  try {
    await writeDown(namespace);
  } catch (error) {
    await destroyNamespace(namespace);
    throw error;
  }
  child.stdin.end("stay\n");
  await once(child.stdin, "close");
  return namespace;
}

/** What the new process says first: that it holds, or all of its complaint. */
async function firstWords(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
): Promise<string> {
  const held = once(child.stdout, "data").then(([said]) => String(said));
  const refused = Promise.all([text(child.stderr), once(child, "exit")]).then(([said]) => said);
  const broken = once(child, "error").then(([error]) => String(error));
  const words = await Promise.race([held, refused, broken].map((said) => said.catch(String)));
  return words.trim();
}

async function firstChild(parent: number | undefined): Promise<ProcessIdentity | undefined> {
  const [pid] = parent === undefined ? [] : await childrenOf(parent);
  return pid === undefined ? undefined : identifyProcess(pid);
}

/** Which network a process inside has: the lab's, or still the host's when it serves the host's TCP ports. */
export type Network = "lab" | "host";

/** The command that runs `argv` inside the namespace. */
export function insideNamespace(
  namespace: Namespace,
  argv: readonly string[],
  network: Network = "lab",
): readonly [string, ...string[]] {
  return [
    "nsenter",
    `--target=${namespace.holder.pid}`,
    ...(namespace.user ? ["--user", "--preserve-credentials"] : []),
    ...(network === "lab" ? ["--net"] : []),
    "--pid",
    "--mount",
    "--ipc",
    "--uts",
    "--",
    ...argv,
  ];
}

/**
 * Runs a short command inside the namespace and returns what it wrote to its standard output.
 *
 * @throws FwError `E_NAMESPACE` with the command's own complaint.
 */
export async function runInside(
  namespace: Namespace,
  argv: readonly string[],
  input?: string,
): Promise<string> {
  // Loaded here, because it takes longer to load than all else that `fw status` does.
  const { execa } = await import("execa");
  const [file, ...args] = insideNamespace(namespace, argv);
  const result = await execa(file, args, { reject: false, ...(input !== undefined && { input }) });
  if (result.exitCode === 0) return result.stdout;
  throw new FwError(
    "E_NAMESPACE",
    `${argv.join(" ")} failed inside the lab's namespace: ${result.stderr || result.shortMessage}`,
  );
}

type Argv = readonly [string, ...string[]];

/** How a process gets into the namespace. */
export interface SpawnOptions {
  /** Makes the command that enters the namespace into the one that is started outside. */
  readonly starting?: (argv: Argv) => Argv;
  /** Default: the lab's. */
  readonly network?: Network;
}

/**
 * Starts a long-lived process inside the namespace. The newest part of what it writes is kept in `log`.
 *
 * @returns the process outside, which ends with it
 */
export async function spawnInside(
  namespace: Namespace,
  argv: readonly string[],
  log: string,
  { starting = (all) => all, network = "lab" }: SpawnOptions = {},
): Promise<ChildProcess> {
  const command = insideNamespace(namespace, withCappedOutput(argv, log), network);
  const [file, ...args] = starting(command);
  const child = spawn(file, args, { detached: true, stdio: "ignore", cwd: "/" });
  child.unref();
  await once(child, "spawn");
  return child;
}

/** Ends everything inside, and the namespaces with it; waits until the kernel is done. */
export async function destroyNamespace(namespace: Namespace): Promise<void> {
  if (!(await isAlive(namespace.holder))) return;
  const outside = await outsideParents(await namespacesBelow(namespace.holder.pid));
  signal(namespace.holder.pid, "SIGKILL");
  // Process 1 of a namespace only ends after all the others in it.
  for (let waited = 0; await isAlive(namespace.holder); waited += 20) {
    if (waited >= 10_000) {
      throw new FwError("E_NAMESPACE", `process ${namespace.holder.pid} does not end`);
    }
    for (const pid of outside) signal(pid, "SIGCONT");
    await sleep(20);
  }
}
