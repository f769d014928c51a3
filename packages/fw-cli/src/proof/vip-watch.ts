import { createInterface } from "node:readline";
import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

import type { Tenure } from "./analysis/ownership.ts";
import { firewalls, type ProofLab } from "./proof-lab.ts";
import { now } from "./tester/protocol.ts";

/** Follows who holds the virtual addresses, by what each node's kernel says. */
export interface VipWatch {
  /** Every tenure so far; one that lasts has no end. */
  tenures(): readonly Tenure[];
  end(): Promise<void>;
}

/** Begins to watch both firewalls. A node that is switched off holds nothing; one that comes back is watched again. */
export async function watchVips(lab: ProofLab): Promise<VipWatch> {
  const abort = new AbortController();
  const tenures: Mutable<Tenure>[] = [];
  const watched = firewalls(lab).map((node) => watchNode(lab, node, tenures, abort.signal));
  await Promise.all(watched.map(({ ready }) => ready));
  return {
    tenures: () => tenures.map((tenure) => ({ ...tenure })),
    async end() {
      abort.abort();
      await Promise.all(watched.map(({ done }) => done));
    },
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const AGAIN_MS = 20;

function watchNode(
  lab: ProofLab,
  node: string,
  tenures: Mutable<Tenure>[],
  signal: AbortSignal,
): { readonly ready: Promise<void>; readonly done: Promise<void> } {
  const vips = new Set(lab.model.ha.vips.map(({ address }) => address));
  const holding = (vip: string) =>
    tenures.find((t) => t.node === node && t.vip === vip && t.to === undefined);
  const note = (vip: string, held: boolean, at: number): void => {
    const open = holding(vip);
    if (held && open === undefined) tenures.push({ node, vip, from: at });
    if (!held && open !== undefined) open.to = at;
  };
  const list = async (): Promise<void> => {
    const found = await lab.driver.addresses(node).catch(() => []);
    const own = new Set(found.map(({ address }) => address.split("/")[0]));
    for (const vip of vips) note(vip, own.has(vip), now());
  };
  const follow = async (): Promise<void> => {
    while (!signal.aborted) {
      await followOnce(lab, node, vips, note, list, signal).catch(() => undefined);
      for (const vip of vips) if (!signal.aborted) note(vip, false, now());
      await sleep(AGAIN_MS);
    }
  };
  const ready = list();
  return { ready, done: ready.then(follow) };
}

/** One run of `ip monitor`; it ends with the node. */
async function followOnce(
  lab: ProofLab,
  node: string,
  vips: ReadonlySet<string>,
  note: (vip: string, held: boolean, at: number) => void,
  list: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const stdout = new PassThrough();
  const lines = createInterface({ input: stdout });
  const toMonotonic = now() - (performance.timeOrigin + performance.now());
  lines.on("line", (line) => {
    const [, time, deleted, address = ""] =
      /^\[(\S+)\] (Deleted )?.* inet6? ([^/ ]+)/.exec(line) ?? [];
    if (time === undefined || !vips.has(address)) return;
    note(address, deleted === undefined, microseconds(time) + toMonotonic);
  });
  const argv = ["env", "TZ=UTC", "stdbuf", "-oL", "ip", "-ts", "-o", "monitor", "address"] as const;
  const running = lab.driver.exec(node, {
    argv,
    stdout,
    stderr: new PassThrough().resume(),
    signal,
  });
  setTimeout(() => void list(), 100).unref();
  await running.finally(() => stdout.end());
}

/** Milliseconds since 1970 of `2026-11-23T16:10:01.123456`, in UTC. */
function microseconds(time: string): number {
  const [whole = "", fraction = "0"] = time.split(".");
  return Date.parse(`${whole}Z`) + Number(`0.${fraction}`) * 1000;
}
