import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { now } from "./tester/protocol.ts";

/** Something seen on a wire. */
export interface Spot {
  /** Milliseconds of the monotonic clock. */
  readonly at: number;
  /** Who sent it, as the packet says. */
  readonly from: string;
}

/** Watches for TCP resets that arrive at `address` on the tester's own wire. */
export async function watchResets(
  inside: (argv: readonly string[]) => readonly [string, ...string[]],
  address: string,
): Promise<{ seen(): readonly Spot[]; end(): void }> {
  return sniff(inside, "eth0", `dst host ${address} and tcp[tcpflags] & tcp-rst != 0`);
}

/** Watches a wire with tcpdump; a packet's time is the kernel's, brought to the monotonic clock. */
export async function sniff(
  inside: (argv: readonly string[]) => readonly [string, ...string[]],
  iface: string,
  filter: string,
): Promise<{ seen(): readonly Spot[]; end(): void }> {
  const seen: Spot[] = [];
  const options = ["-n", "-l", "-tt", "--immediate-mode", "-s", "128", "-i", iface];
  const [file, ...args] = inside(["tcpdump", ...options, filter]);
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], cwd: "/" });
  const toMonotonic = now() - Date.now();
  createInterface({ input: child.stdout }).on("line", (line) => {
    const [, seconds, from] = /^(\d+\.\d+) IP6? (\S+) >/.exec(line) ?? [];
    if (seconds === undefined || from === undefined) return;
    seen.push({ at: Number(seconds) * 1000 + toMonotonic, from });
  });
  // It says "listening on …" when it has opened the wire.
  await once(child.stderr, "data");
  child.stderr.resume();
  return { seen: () => seen, end: () => void child.kill("SIGTERM") };
}
