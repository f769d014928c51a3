import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, readlink, readdir } from "node:fs/promises";
import { open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "../../errors.ts";
import { insideNamespace, type Namespace } from "../../host/namespace.ts";
import { identifyProcess, isAlive, type ProcessIdentity } from "../../host/process-identity.ts";

/** A node's own namespaces, inside those of the lab. They live as long as their process 1. */
export interface NodeNamespace {
  /** Process 1 of the node, as the host numbers it. */
  readonly init: ProcessIdentity;
  /** Its number in the lab's namespace. */
  readonly pidInLab: number;
}

/** Does nothing, for ever, and lets the kernel reap the orphans that fall to process 1. */
const HOLD = "exec env --ignore-signal=CHLD sleep infinity </dev/null";

/** Makes a node's namespaces; what goes wrong is written to `log`. */
export async function createNodeNamespace(lab: Namespace, log: string): Promise<NodeNamespace> {
  const unshare = ["unshare", "--net", "--mount", "--pid", "--uts", "--mount-proc", "--fork"];
  await using output = await open(log, "a", 0o600);
  const [file, ...args] = insideNamespace(lab, [...unshare, "--", "sh", "-c", HOLD]);
  const child = spawn(file, args, {
    detached: true,
    stdio: ["ignore", output.fd, output.fd],
    cwd: "/",
  });
  child.unref();
  await once(child, "spawn");
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
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  for (const child of children.trim().split(" ").filter(Boolean)) {
    const found = await findInit(Number(child));
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
  const outside = await outsideParents(await readlink(`/proc/${init.pid}/ns/pid`));
  process.kill(init.pid, "SIGKILL");
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
  const world = await readlink(`/proc/${init.pid}/ns/pid`);
  for (;;) {
    const pids = await processesIn(world);
    const stopped = await Promise.all(pids.map(isStopped));
    const awake = pids.filter((_pid, index) => !stopped[index]);
    if (awake.length === 0) return;
    for (const pid of awake) signal(pid, "SIGSTOP");
    await sleep(1);
  }
}

/** Lets every process of the node go on. */
export async function continueNode({ init }: NodeNamespace): Promise<void> {
  const world = await readlink(`/proc/${init.pid}/ns/pid`);
  for (const pid of await processesIn(world)) signal(pid, "SIGCONT");
  for (const pid of await outsideParents(world)) signal(pid, "SIGCONT");
}

/**
 * The nsenter processes of programs in the node. Each stops with its program,
 * but outside: nobody else would let it go on, and until it takes its dead
 * program away the kernel does not end the node.
 */
async function outsideParents(world: string): Promise<readonly number[]> {
  const inside = await processesIn(world);
  const parents = await Promise.all(inside.map(parentOf));
  return [...new Set(parents)].filter((pid) => pid > 1 && !inside.includes(pid));
}

/** proc(5), field 4 of stat. */
async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") Z 0");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
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

/** Sends a signal; that the process has just ended is fine. */
function signal(pid: number, name: "SIGSTOP" | "SIGCONT"): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

async function processesIn(world: string): Promise<readonly number[]> {
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0);
  const worlds = await Promise.all(
    pids.map((pid) => readlink(`/proc/${pid}/ns/pid`).catch(() => undefined)),
  );
  return pids.filter((_pid, index) => worlds[index] === world);
}
