import { readdir, readFile, readlink } from "node:fs/promises";

import { execa } from "execa";

/** What of the host a lab must not change, and what it must not leave behind. */
export interface Footprint {
  /** Links, addresses, routes and the firewall of the host's own network namespace. */
  readonly network: string;
  /** Command lines of the processes that a lab starts. */
  readonly processes: readonly string[];
  /** Network namespaces in use by any process. */
  readonly namespaces: readonly string[];
}

const LAB_PROGRAMS = /qemu-system|unshare|pyftpdlib|server\/main\.js|sleep infinity|nsenter/;

/** Looks at the host. */
export async function footprint(): Promise<Footprint> {
  const show = async (file: string, args: readonly string[]): Promise<string> =>
    (await execa(file, args, { reject: false })).stdout;
  const network = [
    await show("ip", ["-br", "link"]),
    await show("ip", ["-br", "address"]),
    await show("ip", ["route", "show", "table", "all"]),
    await show("nft", ["list", "ruleset"]),
  ].join("\n");
  const processes: string[] = [];
  const namespaces = new Set<string>();
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    const words = line.replaceAll("\0", " ").trim();
    if (LAB_PROGRAMS.test(words)) processes.push(words);
    namespaces.add(await readlink(`/proc/${pid}/ns/net`).catch(() => ""));
  }
  return { network, processes: processes.toSorted(), namespaces: [...namespaces].toSorted() };
}
