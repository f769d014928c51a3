import { Writable } from "node:stream";

import { FwError } from "../errors.ts";
import type { Driver } from "./driver.ts";

/** What a finished program on a node left. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** More is not held for a program: a guest must not fill the host's memory. */
const MOST_MIB = 64;

/**
 * Runs a program on a node and collects what it wrote.
 *
 * @throws FwError `E_GUEST` when it writes more than is held; the program is ended
 */
export async function capture(
  driver: Pick<Driver, "exec">,
  node: string,
  argv: readonly [string, ...string[]],
  signal: AbortSignal,
): Promise<Outcome> {
  const flooded = new AbortController();
  const [stdout, stderr] = [collector(flooded), collector(flooded)];
  const stop = AbortSignal.any([signal, flooded.signal]);
  try {
    const exitCode = await driver.exec(node, { argv, stdout, stderr, signal: stop });
    return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
  } catch (error) {
    if (signal.aborted || !flooded.signal.aborted) throw error;
    throw new FwError(
      "E_GUEST",
      `${argv[0]} on ${node} wrote more than ${MOST_MIB} MiB, and was ended`,
      { hint: "let it write less, or run it without --json: then all is passed on as it comes" },
    );
  }
}

/** Holds what is written; too much aborts. */
function collector(flooded: AbortController): Writable & { text(): string } {
  const chunks: Buffer[] = [];
  let size = 0;
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > MOST_MIB * 1024 ** 2) flooded.abort();
      else chunks.push(chunk);
      done();
    },
  });
  return Object.assign(sink, { text: () => Buffer.concat(chunks).toString("utf8").trimEnd() });
}
