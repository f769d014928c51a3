import { createInterface } from "node:readline";
import { PassThrough, Writable } from "node:stream";
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

/** Thousands of events; a node that says more floods the host's memory. */
const MOST_BYTES = 2 * 1024 ** 2;

/**
 * Runs the program on the node until `signal` aborts, again whenever it ends. A node that floods is
 * followed no longer: for who watches it the program has ended.
 */
export async function follow(
  lab: Pick<Lab, "driver">,
  node: string,
  { argv, onLine, onBegin, onEnd }: Follower,
  signal: AbortSignal,
): Promise<void> {
  const flooded = new AbortController();
  const stop = AbortSignal.any([signal, flooded.signal]);
  let read = 0;
  while (!stop.aborted) {
    const lines = new PassThrough();
    createInterface({ input: lines }).on("line", onLine);
    const stdout = new Writable({
      write(chunk: Buffer, _encoding, done) {
        read += chunk.length;
        if (read > MOST_BYTES) flooded.abort();
        else lines.write(chunk);
        done();
      },
    });
    const stderr = new PassThrough().resume();
    onBegin?.();
    await lab.driver.exec(node, { argv, stdout, stderr, signal: stop }).catch(() => undefined);
    lines.end();
    if (signal.aborted) return;
    onEnd();
    await sleep(AGAIN_MS);
  }
}
