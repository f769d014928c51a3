import { setTimeout as sleep } from "node:timers/promises";

import { bareAddress } from "fw-config";

import type { Lab } from "../../lab/lab.ts";
import { firewalls } from "../../lab/roles.ts";
import type { Tenure } from "../analysis/ownership.ts";
import { now } from "../traffic/tester/protocol.ts";
import { monotonicOf } from "./clock.ts";
import { follow } from "./follow.ts";

/** Follows who holds the virtual addresses, by what each node's kernel says. */
export interface VipWatch {
  /** Every tenure so far; one that lasts has no end. */
  tenures(): readonly Tenure[];
  /**
   * The node was switched off at that instant and has held nothing since. Its own word of that
   * comes later, when the kernel has taken its namespace to pieces.
   */
  off(node: string, at: number): void;
  end(): Promise<void>;
}

/** Begins to watch both firewalls. A node that is switched off holds nothing; one that comes back is watched again. */
export async function watchVips(lab: Lab): Promise<VipWatch> {
  const abort = new AbortController();
  const tenures: Mutable<Tenure>[] = [];
  const watched = firewalls(lab).map((node) => watchNode(lab, node, tenures, abort.signal));
  await Promise.all(watched.map(({ ready }) => ready));
  return {
    tenures: () => tenures.map((tenure) => ({ ...tenure })),
    off(node, at) {
      for (const tenure of tenures) {
        if (tenure.node === node && (tenure.to ?? Infinity) > at) tenure.to = at;
      }
    },
    async end() {
      abort.abort();
      await Promise.all(watched.map(({ done }) => done));
    },
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An event between the start of the watch and its first listing would be missed without a second one. */
const LIST_AGAIN_MS = 100;

function watchNode(
  lab: Lab,
  node: string,
  tenures: Mutable<Tenure>[],
  signal: AbortSignal,
): { readonly ready: Promise<void>; readonly done: Promise<void> } {
  const vips = new Set(lab.model.ha.vips.map(({ address }) => address));
  const note = (vip: string, held: boolean, at: number): void => {
    const open = tenures.find((t) => t.node === node && t.vip === vip && t.to === undefined);
    if (held && open === undefined) tenures.push({ node, vip, from: at });
    if (!held && open !== undefined) open.to = at;
  };
  const list = async (): Promise<void> => {
    // A node that does not answer may still hold them; whether it is off is known from elsewhere.
    const found = await lab.driver.addresses(node).catch(() => undefined);
    if (found === undefined) return;
    const own = new Set(found.map(({ address }) => bareAddress(address)));
    for (const vip of vips) note(vip, own.has(vip), now());
  };
  let offset = 0;
  const compareClocks = async (): Promise<void> => {
    offset = (await lab.driver.clockOffsetMs?.(node).catch(() => undefined)) ?? 0;
  };
  const onLine = (line: string): void => {
    const [, time, deleted, address = ""] =
      /^\[(\S+)\] (Deleted )?.* inet6? ([^/ ]+)/.exec(line) ?? [];
    if (time === undefined || !vips.has(address)) return;
    note(address, deleted === undefined, monotonicOf(sinceEpoch(time) - offset, Date.now(), now()));
  };
  // Before each trial: a machine that was switched on again has its clock from its own boot.
  const ready = compareClocks().then(list);
  const done = ready.then(() =>
    follow(
      lab,
      node,
      {
        argv: ["env", "TZ=UTC", "stdbuf", "-oL", "ip", "-ts", "-o", "monitor", "address"],
        onLine,
        onBegin: () => void sleep(LIST_AGAIN_MS, undefined, { ref: false }).then(list),
        onEnd: () => {
          for (const vip of vips) note(vip, false, now());
        },
      },
      signal,
    ),
  );
  return { ready, done };
}

/** Milliseconds since 1970 of `2026-11-23T16:10:01.123456`, in UTC. */
function sinceEpoch(time: string): number {
  const [whole = "", fraction = "0"] = time.split(".");
  return Date.parse(`${whole}Z`) + Number(`0.${fraction}`) * 1000;
}
