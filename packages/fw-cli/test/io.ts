import { PassThrough, Readable } from "node:stream";

import type { Io } from "../src/io.ts";

/** An {@link Io} that keeps what is written to it. */
export interface RecordedIo extends Io {
  readonly written: { stdout: string; stderr: string };
}

/** A world for one command: no terminal, no input, its own environment. */
export function recordedIo(cwd: string, env: Readonly<Record<string, string>> = {}): RecordedIo {
  const written = { stdout: "", stderr: "" };
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  stdout.on("data", (data: Buffer) => (written.stdout += data.toString()));
  stderr.on("data", (data: Buffer) => (written.stderr += data.toString()));
  const stdin = Readable.from([]);
  return { stdout, stderr, stdin, env, cwd, signal: new AbortController().signal, written };
}
