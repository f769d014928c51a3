import { createInterface } from "node:readline";
import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

import type { Lab } from "../../lab/lab.ts";

/** What is done with a program that follows something on a node. */
export interface Follower {
  readonly argv: readonly [string, ...string[]];
  readonly onLine: (line: string) => void;
  /** The program has just been started, for the first time or again. */
  readonly onBegin?: () => void;
  /** It ended: the node is off, or the program was killed with what it followed. */
  readonly onEnd: () => void;
}

/** Soon enough to see a node that comes back; a node that is off is not asked all the time. */
const AGAIN_MS = 100;

/** Runs the program on the node until `signal` aborts, again whenever it ends. */
export async function follow(
  lab: Lab,
  node: string,
  { argv, onLine, onBegin, onEnd }: Follower,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const stdout = new PassThrough();
    createInterface({ input: stdout }).on("line", onLine);
    const stderr = new PassThrough().resume();
    onBegin?.();
    await lab.driver.exec(node, { argv, stdout, stderr, signal }).catch(() => undefined);
    stdout.end();
    if (signal.aborted) return;
    onEnd();
    await sleep(AGAIN_MS);
  }
}
