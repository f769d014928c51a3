import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";

import type { Driver } from "./driver.ts";

/** What a finished program on a node left. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program on a node and collects what it wrote. */
export async function capture(
  driver: Pick<Driver, "exec">,
  node: string,
  argv: readonly [string, ...string[]],
  signal: AbortSignal,
): Promise<Outcome> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const written = Promise.all([text(stdout), text(stderr)]);
  try {
    const exitCode = await driver.exec(node, { argv, stdout, stderr, signal });
    stdout.end();
    stderr.end();
    const [out, err] = await written;
    return { exitCode, stdout: out.trimEnd(), stderr: err.trimEnd() };
  } finally {
    stdout.end();
    stderr.end();
  }
}
