import { readFile } from "node:fs/promises";

import { execa } from "execa";

/** The processes that serve the screen whose viewers open that socket, without those that started them. */
export async function proxyPids(viewers: string): Promise<readonly number[]> {
  const { stdout } = await execa("pgrep", ["-f", `spice\\.js.*${viewers}`], { reject: false });
  const pids = stdout.split("\n").filter(Boolean).map(Number);
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")),
  );
  return pids.filter((_pid, index) => lines[index]?.startsWith(process.execPath));
}
