import { readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";

import { execa } from "execa";

/** Links, addresses, routes and firewall of the host's own network: a lab must not change them. */
export async function hostNetwork(): Promise<string> {
  const show = async (file: string, ...args: string[]): Promise<string> =>
    (await execa(file, args, { reject: false })).stdout;
  const parts = [
    await show("ip", "-br", "link"),
    await show("ip", "-br", "address"),
    await show("ip", "route", "show", "table", "all"),
    await show("nft", "list", "ruleset"),
  ];
  return parts.join("\n");
}

/** The network namespace of the lab whose state is in `labDir`, as the kernel names it. */
export async function labNamespace(labDir: string): Promise<string> {
  const state = JSON.parse(await readFile(join(labDir, "state.json"), "utf8")) as {
    namespace: { holder: { pid: number } };
  };
  return readlink(`/proc/${state.namespace.holder.pid}/ns/net`);
}

/** Command lines of the processes that are in that namespace or name that directory. */
export async function processesOf(namespace: string, labDir: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const words = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    const inside = await readlink(`/proc/${pid}/ns/net`).catch(() => "");
    if (inside === namespace || words.includes(labDir)) found.push(words.replaceAll("\0", " "));
  }
  return found;
}
