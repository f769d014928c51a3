import { readdir, readFile, readlink } from "node:fs/promises";

/** The processes that this one has begun and not yet taken away (proc_pid_task(5)). */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  return children.trim().split(" ").filter(Boolean).map(Number);
}

/** The process namespace that a process is in; undefined when it is gone, or another user's. */
export function namespaceOf(pid: number): Promise<string | undefined> {
  return readlink(`/proc/${pid}/ns/pid`).catch(() => undefined);
}

/** All processes that are in one of these process namespaces. */
export async function processesIn(namespaces: ReadonlySet<string>): Promise<readonly number[]> {
  const pids = await processesBelow("/proc");
  const found = await Promise.all(pids.map(namespaceOf));
  return pids.filter((_pid, index) => namespaces.has(found[index] ?? ""));
}

/** The process namespace whose process 1 this is, and all those made inside it. */
export async function namespacesBelow(init: number): Promise<ReadonlySet<string>> {
  const proc = `/proc/${init}/root/proc`;
  const pids = await processesBelow(proc).catch(() => []);
  const links = pids.map((pid) => readlink(`${proc}/${pid}/ns/pid`).catch(() => []));
  return new Set((await Promise.all(links)).flat());
}

/**
 * The nsenter processes of programs in these namespaces. Each stops with its program,
 * but outside: nobody else would let it go on, and until it takes its dead
 * program away the kernel does not end the namespace.
 */
export async function outsideParents(namespaces: ReadonlySet<string>): Promise<readonly number[]> {
  const inside = await processesIn(namespaces);
  const parents = await Promise.all(inside.map(parentOf));
  return [...new Set(parents)].filter((pid) => pid > 1 && !inside.includes(pid));
}

/** Sends a signal; that the process has just ended is fine. */
export function signal(pid: number, name: "SIGSTOP" | "SIGCONT" | "SIGKILL"): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** proc_pid_stat(5), field 4. */
async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") Z 0");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

async function processesBelow(proc: string): Promise<readonly number[]> {
  return (await readdir(proc)).map(Number).filter((pid) => pid > 0);
}
