import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { FwError } from "../../errors.ts";
import { now } from "../traffic/tester/protocol.ts";
import { monotonicOf } from "./clock.ts";

/** A packet seen on a wire. */
export interface Spot {
  /** Milliseconds of the monotonic clock. */
  readonly at: number;
  /** Who sent it, as the packet says. */
  readonly from: string;
  /**
   * Whether no router has passed it on. A tester's neighbours are firewalls, so that one of them
   * made it, whatever sender it names.
   */
  readonly byFirewall: boolean;
}

/** A watch that can be asked and ended. */
export interface WireWatch {
  /** @throws FwError `E_VERIFY` when the watch itself died: what it did not see proves nothing */
  seen(): readonly Spot[];
  /** From now on it may end: it does so with its namespace. */
  end(): void;
}

/** Watches for TCP resets that arrive at `address` on the tester's own wire. */
export function watchResets(
  inside: (argv: readonly string[]) => readonly [string, ...string[]],
  address: string,
): Promise<WireWatch> {
  return sniff(inside, "eth0", `dst host ${address} and tcp[tcpflags] & tcp-rst != 0`);
}

/** Far more than a trial has connections; a node that sends more would fill the host's memory. */
const MOST_SEEN = 100_000;

/** Watches a wire with tcpdump. */
export async function sniff(
  inside: (argv: readonly string[]) => readonly [string, ...string[]],
  iface: string,
  filter: string,
  most: number = MOST_SEEN,
): Promise<WireWatch> {
  const seen: Spot[] = [];
  const options = ["-n", "-l", "-v", "-tt", "--immediate-mode", "-s", "128", "-i", iface];
  const [file, ...args] = inside(["tcpdump", ...options, filter]);
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], cwd: "/" });
  const giveUp = (): void => {
    child.kill("SIGKILL");
    child.stdout.destroy(); // ends tcpdump, of which the child may be a parent
  };
  let header = { at: 0, hops: 0 };
  createInterface({ input: child.stdout }).on("line", (line) => {
    header = parseHeader(line) ?? header;
    const from = /^\s+(\S+) > /.exec(line)?.[1];
    if (from === undefined) return;
    if (seen.length < most) seen.push({ at: header.at, from, byFirewall: header.hops === 0 });
    else giveUp();
  });
  // It says "listening on …" when it has opened the wire.
  await Promise.race([once(child.stderr, "data"), once(child, "exit")]);
  child.stderr.resume();
  let ending = false;
  return {
    seen() {
      if (ending || (child.exitCode === null && child.signalCode === null)) return seen;
      throw new FwError("E_VERIFY", "the watch for resets exited; trial discarded");
    },
    end() {
      ending = true;
    },
  };
}

/** What Linux sends with. */
const FIRST_TTL = 64;

/** tcpdump's first line of a packet: its time and how many routers it has passed. */
function parseHeader(line: string): { readonly at: number; readonly hops: number } | undefined {
  const [, seconds, ttl] = /^(\d+\.\d+) IP6? \(.*?(?:ttl|hlim) (\d+)/.exec(line) ?? [];
  if (seconds === undefined) return undefined;
  const at = monotonicOf(Number(seconds) * 1000, Date.now(), now());
  return { at, hops: Math.max(0, FIRST_TTL - Number(ttl)) };
}
