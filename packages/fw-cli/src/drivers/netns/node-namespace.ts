import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "../../errors.ts";
import { shell } from "../../guest/shell.ts";
import { type Namespace, spawnInside } from "../../host/namespace.ts";
import { identifyProcess, isAlive, type ProcessIdentity } from "../../host/process-identity.ts";
import {
  childrenOf,
  namespaceOf,
  namespacesBelow,
  outsideParents,
  processesIn,
  signal,
} from "../../host/process-tree.ts";

/** A node's own namespaces, inside those of the lab. They live as long as their process 1. */
export interface NodeNamespace {
  /** Process 1 of the node, as the host numbers it. */
  readonly init: ProcessIdentity;
  /** Its number in the lab's namespace. */
  readonly pidInLab: number;
}

/**
 * Makes a node's namespaces. What their process 1 writes is kept in `log`, and so is what the
 * node's programs write to its output, /proc/1/fd/1.
 */
export async function createNodeNamespace(lab: Namespace, log: string): Promise<NodeNamespace> {
  const unshare = ["unshare", "--net", "--mount", "--pid", "--uts", "--mount-proc", "--fork"];
  const child = await spawnInside(lab, [...unshare, "--", ...shell("hold-node")], log);
  for (let waited = 0; waited < START_MS && child.exitCode === null; waited += POLL_MS) {
    const found = await findInit(child.pid ?? 0);
    if (found !== undefined) return found;
    await sleep(POLL_MS);
  }
  child.kill("SIGKILL");
  throw new FwError("E_NAMESPACE", "cannot make a node's namespaces", { hint: `see ${log}` });
}

const START_MS = 5_000;
const POLL_MS = 5;

/** Process 1 of the innermost namespace below `pid`, once it holds. */
async function findInit(pid: number): Promise<NodeNamespace | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const name = /^Name:\s+(.*)$/m.exec(status)?.[1];
  const numbers = /^NSpid:\s+(.*)$/m.exec(status)?.[1]?.split(/\s+/).map(Number) ?? [];
  if (name === "sleep" && numbers.at(-1) === 1) {
    const init = await identifyProcess(pid);
    return init && { init, pidInLab: numbers.at(-2) ?? 0 };
  }
  for (const child of await childrenOf(pid)) {
    const found = await findInit(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The command that runs `argv` inside the node. */
export function insideNode(
  lab: Namespace,
  { init }: NodeNamespace,
  argv: readonly string[],
): readonly [string, ...string[]] {
  return [
    "nsenter",
    `--target=${init.pid}`,
    ...(lab.user ? ["--user", "--preserve-credentials"] : []),
    "--net",
    "--mount",
    "--pid",
    "--uts",
    "--",
    ...argv,
  ];
}

/** Ends everything in the node at once, and waits until the kernel is done with its processes. */
export async function destroyNodeNamespace({ init }: NodeNamespace): Promise<void> {
  if (!(await isAlive(init))) return;
  const outside = await outsideParents(await namespacesOf(init));
  signal(init.pid, "SIGKILL");
  while (await isAlive(init)) {
    for (const pid of outside) signal(pid, "SIGCONT");
    await sleep(POLL_MS);
  }
}

/**
 * Stops every process of the node, and returns when all are. Processes may begin
 * others while it looks, so that it looks again until it finds nobody running.
 */
export async function stopNode({ init }: NodeNamespace): Promise<void> {
  const namespaces = await namespacesOf(init);
  for (;;) {
    const pids = await processesIn(namespaces);
    const stopped = await Promise.all(pids.map(isStopped));
    const awake = pids.filter((_pid, index) => !stopped[index]);
    if (awake.length === 0) return;
    for (const pid of awake) signal(pid, "SIGSTOP");
    await sleep(1);
  }
}

/** Lets every process of the node go on. */
export async function continueNode({ init }: NodeNamespace): Promise<void> {
  const namespaces = await namespacesOf(init);
  for (const pid of await processesIn(namespaces)) signal(pid, "SIGCONT");
  for (const pid of await outsideParents(namespaces)) signal(pid, "SIGCONT");
}

/** Those that the node's programs have made, too. */
async function namespacesOf({ pid }: ProcessIdentity): Promise<ReadonlySet<string>> {
  const own = await namespaceOf(pid);
  return new Set([...(await namespacesBelow(pid)), ...(own === undefined ? [] : [own])]);
}

/** Whether the node is stopped; its process 1 is when all are. */
export function isNodeStopped({ init }: NodeNamespace): Promise<boolean> {
  return isStopped(init.pid);
}

/** A process that has ended counts as stopped: it does nothing any more. */
async function isStopped(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") Z");
  return /^[TZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
}
